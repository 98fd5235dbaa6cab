import { Type, type TSchema } from 'typebox';
import { textFault } from '../../regulation/person-text.ts';
import { shapes } from './value-shapes.ts';

// Single values as bodies carry them, whichever room they are in.

export const Uuid = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Day = Type.String({ format: 'date' });
export const Sha256 = Type.String({ pattern: shapes.sha256.pattern });

/** Something that can be seen, as far as patterns can say it. */
export const visiblePattern = '\\S';

/**
 * Text of a person (regulation/person-text.ts): a line, or `lines` of text. The pattern says so to readers as far as patterns
 * do in every language; the rest is found by the check, whose message is the code of the fault.
 */
export function personText({
  lines = false,
  mayBeBlank = false,
  ...options
}: {
  readonly maxLength: number;
  readonly lines?: boolean;
  /** Whether something is to be seen is judged elsewhere. */
  readonly mayBeBlank?: boolean;
  readonly description?: string;
  readonly examples?: readonly string[];
}) {
  const faultIn = (text: string) => {
    const fault = textFault(text, lines ? 'lines' : 'line');
    return fault === 'text-empty' && mayBeBlank ? null : fault;
  };
  return Type.Refine(
    Type.String(mayBeBlank ? options : { minLength: 1, ...options, pattern: visiblePattern }),
    (text) => faultIn(text) === null,
    (text) => faultIn(text) ?? '',
  );
}

/** Applications left out of a list because their record cannot be read. */
export const BrokenRecords = Type.Array(
  Type.Object({ id: Uuid, number: Type.String() }, { title: 'BrokenRecord' }),
  {
    description:
      'Applications that belong here and whose record cannot be read: ours to mend, operators are told. Not there when all are whole',
  },
);

/** The schema, or null. */
export function orNull<Schema extends TSchema>(
  schema: Schema,
  options: { readonly description?: string } = {},
) {
  return Type.Union([schema, Type.Null()], options);
}
