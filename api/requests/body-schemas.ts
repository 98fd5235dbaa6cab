import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { HearingPlan } from '../../workflows/application/commands.ts';
import { valueLimits } from '../../regulation/values.ts';
import { codesOf, type WordsName } from '../http/words.ts';
import type { Faults } from './faults.ts';
import { Uuid, personText } from '../http/value-schemas.ts';

const closed = { additionalProperties: false } as const;

/** A JSON object with these properties and no others. */
export function body<Properties extends Parameters<typeof Type.Object>[0]>(properties: Properties) {
  return Type.Object(properties, closed);
}

/** Free text of a person. */
export const Text = personText({ maxLength: valueLimits.textLength, lines: true });

/** A name or an address: one line. */
export const Line = personText({ maxLength: valueLimits.nameLength });

/** A name of something the regulation or a register knows. */
export const Code = Type.String({ minLength: 1, maxLength: 64 });

export const Codes = Type.Array(Code, { maxItems: 100 });

/** RFC 3339 with any offset. */
export const At = Type.String({
  format: 'date-time',
  maxLength: 40,
  examples: ['2026-12-14T11:00:00+05:00'],
});

/** Where, when and how the hearing is to be held. */
export const HearingBody = body({
  at: At,
  way: Type.Union([Type.Literal('written'), Type.Literal('in-person'), Type.Literal('video')]),
  place: Line,
});

/** The plan as the procedure sees it; the place is a text and stays in PostgreSQL. */
export function hearingPlan(
  { at, way }: Static<typeof HearingBody>,
  faults: Faults,
  pointer = '/hearing',
): HearingPlan {
  return { at: faults.instant(`${pointer}/at`, at), way };
}

/** One of the codes that the document lists with their words; the regulation of the case judges it once more. */
export function codeOf(name: WordsName) {
  return Type.Enum(codesOf(name));
}

export const PaperKinds = Type.Array(codeOf('PaperKind'), { maxItems: 100 });
export const SomePaperKinds = Type.Array(codeOf('PaperKind'), { minItems: 1, maxItems: 100 });

export const AttachedFiles = Type.Array(body({ kind: codeOf('PaperKind'), uploadId: Uuid }), {
  minItems: 1,
  maxItems: 50,
});
