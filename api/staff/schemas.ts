import { Type, type Static } from 'typebox';
import { plainDateSchema } from '../../proofs/act.ts';
import { headDeeds } from '../../workflows/case/deeds.ts';
import { staffRoles } from '../../caller-roles.ts';
import { Instant, orNull, Uuid, personText } from '../http/value-schemas.ts';
import { shapes } from '../http/value-shapes.ts';

const staffId = Type.String({
  pattern: shapes.staffId.pattern,
  description: 'The id that tokens carry: letters, digits, `.`, `_`, `-`',
  examples: ['head-1'],
});

export const StaffParams = Type.Object({ id: staffId });

const account = {
  name: personText({ maxLength: 200, examples: ['Айгүл Сейітова'] }),
  post: personText({ maxLength: 200, examples: ['Head of department'] }),
  roles: Type.Array(Type.Enum([...staffRoles]), { maxItems: staffRoles.length, uniqueItems: true }),
  unit: personText({ maxLength: 100, examples: ['industry-committee'] }),
  active: Type.Boolean({ description: 'An inactive account can do nothing' }),
};

const iin = Type.String({
  description: 'Individual identification number of the person',
  examples: ['850101100012'],
});

export const StaffAccount = Type.Object({ iin, ...account }, { additionalProperties: false });

export const StaffView = Type.Object(
  {
    id: staffId,
    ...account,
    iin: Type.Optional({ ...iin, description: 'Shown to administrators only' }),
  },
  { title: 'StaffMember' },
);
export type StaffView = Static<typeof StaffView>;

export const StaffList = Type.Object(
  {
    staff: Type.Array(StaffView),
    broken: Type.Optional(
      Type.Array(Type.Object({ id: staffId }, { title: 'BrokenAccount' }), {
        description:
          'Accounts that belong here and whose person the register lost: ours to mend, operators are told. Not there when all are whole',
      }),
    ),
  },
  { title: 'StaffList' },
);

export const StaffQuery = Type.Object(
  {
    unit: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'Only officers of this unit' }),
    ),
    role: Type.Optional(Type.Enum([...staffRoles], { description: 'Only those with this role' })),
    active: Type.Optional(Type.Boolean({ description: 'Only active accounts, or only the others' })),
  },
  { additionalProperties: false },
);

const delegation = {
  toId: { ...staffId, description: 'Who substitutes' },
  fromDay: { ...plainDateSchema, description: 'First day in Astana' },
  toDay: { ...plainDateSchema, description: 'Last day in Astana, included' },
  act: personText({
    maxLength: 300,
    description: 'The order behind it',
    examples: ['Order No. 17 of 2026-11-20'],
  }),
};

const deedsText =
  'For what: appointing executors, deciding on preliminary refusals, signing results and returning drafts';
const deeds = Type.Array(Type.Enum([...headDeeds]), {
  minItems: 1,
  maxItems: headDeeds.length,
  uniqueItems: true,
  description: deedsText,
  examples: [['signing']],
});

export const NewDelegation = Type.Object(
  { ...delegation, deeds: Type.Optional({ ...deeds, description: `${deedsText}. All unless named` }) },
  { additionalProperties: false },
);

export const DelegationParams = Type.Object({
  id: staffId,
  delegationId: { ...Uuid, description: 'Id of the substitution' },
});

export const Revocation = Type.Object(
  {
    reason: personText({
      maxLength: 300,
      description: 'Why: the order behind it, or what happened',
      examples: ['Back from leave'],
    }),
  },
  { additionalProperties: false },
);

export const DelegationView = Type.Object(
  {
    id: Uuid,
    fromId: { ...staffId, description: 'Who is substituted' },
    ...delegation,
    deeds,
    status: Type.Enum(['awaits-confirmation', 'stands', 'revoked'], {
      description: 'It hands powers over on its days, and only while it stands',
    }),
    byId: { ...staffId, description: 'Who entered it' },
    enteredAt: Instant,
    confirmedById: orNull(staffId, {
      description: 'Who confirmed it; who gave his own powers did so at once',
    }),
    confirmedAt: orNull(Instant),
    revokedById: orNull(staffId, { description: 'Who took it back' }),
    revokedAt: orNull(Instant),
    revokedFor: orNull(Type.String(), { description: 'Why it was taken back' }),
  },
  { title: 'Delegation' },
);
export type DelegationView = Static<typeof DelegationView>;
