import { currentRegulationEdition } from '../../regulation/editions.ts';
import { hearingOutcomes } from '../../regulation/hearing-outcomes.ts';
import { stageNames } from '../../regulation/stage-names.ts';
import { languages, type Text } from '../../regulation/text.ts';
import { problemTexts, refusalTexts } from './texts.ts';
import type { Schema } from './shape.ts';

interface Words {
  readonly description: string;
  readonly texts: Readonly<Record<string, Text>>;
}

const { refusalGrounds, incompletenessReasons, documentKinds, subtypes, terms } = currentRegulationEdition;
const grounds = refusalGrounds.map((ground) => [
  ground.id,
  'cleanText' in ground ? ground.cleanText : ground.text,
]);
const incompleteness = incompletenessReasons.map(({ code, text }) => [code, text]);

/** Codes of the procedure with what people call them: each by the name of its schema, from the table that rules it. */
export const words = {
  Stage: { description: 'A stage of the procedure, in its order', texts: stageNames },
  Subtype: {
    description: 'A subtype of the service',
    texts: Object.fromEntries(
      Object.entries(subtypes).map(([id, rule]) => [id, 'cleanName' in rule ? rule.cleanName : rule.name]),
    ),
  },
  TermName: {
    description: 'A term of the procedure, in legal order',
    texts: Object.fromEntries(Object.entries(terms).map(([id, { text }]) => [id, text])),
  },
  PaperKind: {
    description: 'A kind of paper. Which ones a subtype needs stands with the `documents` of its submission',
    texts: Object.fromEntries(documentKinds.map(({ id, name }) => [id, name])),
  },
  Ground: {
    description: 'A ground of refusal on the merits: the closed list',
    texts: Object.fromEntries(grounds) as Record<string, Text>,
  },
  GroundOrIncompleteness: {
    description:
      'What a refusal rests on: a ground on the merits, or an incomplete package by when it was found',
    texts: Object.fromEntries([...grounds, ...incompleteness]) as Record<string, Text>,
  },
  HearingOutcome: {
    description: 'What the record of a hearing says of the preliminary refusal, not of the objection',
    texts: hearingOutcomes,
  },
  RefusalCode: { description: 'What the procedure refuses a command for', texts: refusalTexts },
  ProblemCode: {
    description: 'Every code of a problem; `/docs/errors` shows them as a page',
    texts: problemTexts,
  },
} as const satisfies Record<string, Words>;

export type WordsName = keyof typeof words;

/** The codes themselves, for the schema of a body. */
export function codesOf(name: WordsName): string[] {
  return Object.keys(words[name].texts);
}

/** Marks a text of an answer as one of these codes. Its type stays a text: what is stored may be older than the list. */
export function oneOf(name: WordsName): { readonly 'x-words': WordsName } {
  return { 'x-words': name };
}

/**
 * A copy of a part of a document in which each enumeration of such codes, and each text marked by `oneOf`, refers to the schema
 * that lists them.
 */
export function referToWords<Part>(part: Part): Part {
  return visit(part) as Part;
}

/** The schemas of the codes: `enum`, and in `x-texts` what each is called in every language. */
export function wordSchemas(): Readonly<Record<string, Schema>> {
  return Object.fromEntries(
    Object.entries<Words>(words).map(([name, { description, texts }]) => [
      name,
      { type: 'string', enum: Object.keys(texts), description: told(description, texts), 'x-texts': texts },
    ]),
  );
}

/** Viewers show descriptions: a short list stands there too. */
function told(description: string, texts: Words['texts']): string {
  const entries = Object.entries(texts);
  if (entries.length > 20) return description;
  const lines = entries.map(
    ([code, text]) => `- \`${code}\`: ${languages.map((language) => text[language]).join(' / ')}`,
  );
  return `${description}:\n\n${lines.join('\n')}`;
}

const nameByCodes = new Map(
  Object.entries<Words>(words).map(([name, { texts }]) => [JSON.stringify(Object.keys(texts)), name]),
);

function visit(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(visit);
  if (typeof part !== 'object' || part === null) return part;
  const { enum: codes, 'x-words': marked, ...others } = part as Schema;
  const name = marked ?? (Array.isArray(codes) ? nameByCodes.get(JSON.stringify(codes)) : undefined);
  if (typeof name === 'string') return withoutType({ $ref: `#/components/schemas/${name}`, ...others });
  return Object.fromEntries(
    Object.entries(part).map(([key, inner]) => [key, key === 'examples' ? inner : visit(inner)]),
  );
}

/** The schema referred to says the type. */
function withoutType(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'type'));
}
