import { Type, type Static } from 'typebox';
import { stages } from '../../../regulation/statuses.ts';
import { Instant, orNull, Uuid } from '../../http/value-schemas.ts';
import { comparedKinds } from './compared.ts';
import { EffectView, PreviewQuery, SinceView } from './schemas.ts';

const FoundView = Type.Object(
  { version: Type.Integer({ description: 'The version that was looked at' }), effect: EffectView },
  { title: 'FoundEffect' },
);

const Kind = Type.Enum([...comparedKinds], {
  description:
    '`as-foreseen`; `received-since`: there was none yet; `went-on`: terms foreseen are over, or terms begun since move too, and the rest ' +
    'moves as foreseen; `differs`: it would refuse an approval; `sandbox`: held against nothing',
});

export const ComparedView = Type.Object(
  {
    applicationId: Uuid,
    number: Type.String(),
    stage: Type.Enum([...stages], { description: 'The stage it is in now' }),
    executor: orNull(Type.String(), { description: 'Staff id' }),
    kind: Kind,
    was: orNull(FoundView, {
      description: 'As it was foreseen; null when it was not affected, or not there',
    }),
    now: orNull(FoundView, {
      description: 'As it is found now; null when nothing of it moves, or it is over',
    }),
  },
  { title: 'ComparedApplication' },
);
export type ComparedItem = Static<typeof ComparedView>;

export const ComparedQuery = Type.Object(
  { ...PreviewQuery.properties, kind: Type.Optional(Kind) },
  { additionalProperties: false },
);

export const ComparedDryRun = Type.Object(
  {
    edition: Type.String(),
    hash: Type.String({ description: 'Of the stored dry run: what an approval is bound to' }),
    foreseenAt: { ...Instant, description: 'The moment of the stored dry run' },
    at: { ...Instant, description: 'The moment of this one' },
    since: Type.Optional(SinceView),
    items: Type.Array(ComparedView),
    next: orNull(Type.String(), { description: 'Cursor of the next page' }),
  },
  { title: 'ComparedDryRun' },
);
