import { isDeepStrictEqual } from 'node:util';
import type { Schema } from '../http/shape.ts';

/**
 * A copy of a document in which every schema with a `title` stands once, under that name in `components.schemas`, and is
 * referred to elsewhere: clients are generated with these names. Throws when two different schemas have one name.
 */
export function nameSchemas<Part>(part: Part, named: Record<string, unknown>): Part {
  return visit(part, named) as Part;
}

function visit(part: unknown, named: Record<string, unknown>, areProperties = false): unknown {
  if (Array.isArray(part)) return part.map((each: unknown) => visit(each, named));
  if (typeof part !== 'object' || part === null) return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([name, inner]) =>
      !areProperties && isData(name)
        ? [name, inner]
        : [name, visit(inner, named, !areProperties && name === 'properties')],
    ),
  );
  const schema = withType(copy);
  const { title, description, ...shape } = schema;
  if (typeof title !== 'string' || !isSchema(shape)) return schema;

  const known = named[title] as Schema | undefined;
  if (known === undefined) named[title] = schema;
  else {
    const { title: _title, description: _description, ...knownShape } = known;
    if (!isDeepStrictEqual(shape, knownShape)) throw new Error(`two schemas are named '${title}'`);
  }
  const first = named[title] as Schema;
  const own = description !== undefined && description !== first['description'] ? { description } : {};
  return { $ref: `#/components/schemas/${title}`, ...own };
}

/** Values, not schemas: nothing in them is a keyword. A property may have any of these names. */
function isData(name: string): boolean {
  return ['example', 'examples', 'enum', 'const', 'default', 'value'].includes(name);
}

function isSchema(shape: Schema): boolean {
  return ['type', 'properties', 'anyOf', 'enum', 'oneOf'].some((keyword) => keyword in shape);
}

/** A list of texts is a text: generators read the type, not the values. */
function withType(schema: Schema): Schema {
  const { enum: values, type } = schema;
  const texts =
    Array.isArray(values) && type === undefined && values.every((each) => typeof each === 'string');
  return texts ? { type: 'string', ...schema } : schema;
}
