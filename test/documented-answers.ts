import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

import { operationsOf, type Answer, type OpenApi, type Operation } from '../api/http/shape.ts';
import { pathOf } from '../api/http/address-shape.ts';

/** One answer of the API, however it was got. */
export interface SeenAnswer {
  readonly method: string;
  /** With its query, as it was asked. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Holds answers against the document that promises them. */
export interface DocumentedAnswers {
  /** What is wrong with an answer to a documented operation, in one sentence each; nothing of others. */
  faultsOf(seen: SeenAnswer): readonly string[];
  /** What is wrong with a value of a schema of the document. */
  schemaFaults(schema: unknown, value: unknown): readonly string[];
}

/**
 * The answers that a document promises. Schemas are read as closed: a member that is sent must be described. Such is the promise to
 * who generates a client, though readers are told to expect more.
 */
export function answersOf(document: OpenApi): DocumentedAnswers {
  // The document is untyped JSON where schemas are.
  const closed = closeSchemas(document) as OpenApi;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addFormat('binary', true);
  ajv.addSchema({ ...(closed as object), $id: 'openapi' });
  const known = new Map<unknown, ValidateFunction>();
  const routes = operationsOf(closed).map((each) => ({
    ...each,
    shape: new RegExp(`^${prefixOf(document)}${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));

  const schemaFaults: DocumentedAnswers['schemaFaults'] = (schema, value) => {
    const text = JSON.stringify(closeSchemas(schema)).replaceAll('"#/', '"openapi#/');
    const validate = known.get(text) ?? ajv.compile(JSON.parse(text) as object);
    known.set(text, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  };

  return {
    schemaFaults,
    faultsOf: ({ method, url, status, headers, body }) => {
      const path = pathOf(url);
      const fits = routes.filter((each) => each.method === method.toLowerCase() && each.shape.test(path));
      const route = fits.toSorted((a, b) => variables(a.path) - variables(b.path))[0];
      if (route === undefined) return [];
      const { operation } = route;
      const answer = answerFor(closed, operation, status);
      if (answer === undefined) return [`status ${status} is not documented`];
      const type = textOf(headers['content-type']).split(';')[0] ?? '';
      if (answer.content === undefined) return body === '' ? [] : [`${status} is documented without a body`];
      const media = answer.content[type];
      if (media === undefined) return [`${status} as '${type}' is not documented`];
      if (!type.endsWith('json')) return [];
      const value: unknown = JSON.parse(body);
      return [
        ...schemaFaults(media.schema ?? {}, value),
        ...(type === 'application/problem+json'
          ? [...codeFaults(media.examples ?? {}, value, operation), ...placesLeft(value)]
          : []),
      ];
    },
  };
}

function answerFor(document: OpenApi, { responses }: Operation, status: number): Answer | undefined {
  const own = responses[String(status)];
  if (own !== undefined) return own;
  const { $ref: reference } = responses['default'] as { readonly $ref?: string };
  const name = reference?.split('/').at(-1) ?? '';
  return status < 400 ? undefined : (document.components['responses']?.[name] as Answer | undefined);
}

/** What every answer carries, whatever it says: of a header that is wrong or missing, its name. */
export function wrongHeaders({ headers }: Pick<SeenAnswer, 'headers'>): readonly string[] {
  const json = /^application\/(problem\+)?json/.test(textOf(headers['content-type']));
  const asked: Readonly<Record<string, RegExp>> = {
    'api-version': /^\d+\.\d+\.\d+$/,
    'cache-control': /./,
    'content-security-policy': /frame-ancestors 'none'/,
    'referrer-policy': /^no-referrer$/,
    'strict-transport-security': /^max-age=\d{8,}/,
    vary: /Accept-Language/,
    'x-content-type-options': /^nosniff$/,
    ...(json ? { 'content-language': /^(kk|ru|en)$/ } : {}),
  };
  return [
    ...Object.entries(asked).flatMap(([name, shape]) => (shape.test(textOf(headers[name])) ? [] : [name])),
    // Who knows the software knows its holes.
    ...['server', 'x-powered-by'].filter((name) => textOf(headers[name]) !== ''),
  ];
}

function textOf(header: unknown): string {
  return typeof header === 'string' ? header : '';
}

/** A code must stand among those of its status: portals branch on it. */
function codeFaults(examples: object, value: unknown, { operationId }: Operation): readonly string[] {
  const { code } = value as { readonly code: string };
  return code in examples
    ? []
    : [`code '${code}' is not listed for ${operationId}: add it in api/document/problem-codes.ts`];
}

/** A place of a text that nothing filled is shown as it stands in the text. */
function placesLeft(value: unknown): readonly string[] {
  const { detail, errors = [] } = value as {
    readonly detail: string;
    readonly errors?: readonly { readonly text: string }[];
  };
  const left = [detail, ...errors.map(({ text }) => text)].filter((text) => /\{[a-z]\w*\}/i.test(text));
  return left.map((text) => `a place is not filled: ${text}`);
}

function prefixOf(document: OpenApi): string {
  const [server] = document['servers'] as readonly { readonly url: string }[];
  return server?.url ?? '';
}

function variables(path: string): number {
  return path.split('{').length;
}

/** A copy in which every object that names its members takes no others. */
function closeSchemas(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closeSchemas);
  if (typeof part !== 'object' || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, closeSchemas(inner)]));
  const open = copy['type'] === 'object' && 'properties' in copy && !('additionalProperties' in copy);
  return open ? { ...copy, additionalProperties: false } : copy;
}
