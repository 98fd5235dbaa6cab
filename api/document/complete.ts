import { describedHeaders } from '../requests/headers.ts';
import type { Deprecation } from '../deprecations.ts';
import { problemTable, type ProblemCode } from '../http/table.ts';
import { meaningOf } from '../http/schemas.ts';
import { headers, parameters, successes } from './everywhere.ts';
import type { Examples } from './examples.ts';
import { nameSchemas } from './named-schemas.ts';
import { beforeRoutes, codesOf, needsVersion } from './problem-codes.ts';
import { referToWords, wordSchemas } from '../http/words.ts';
import { problemExamples } from './problem-examples.ts';
import type { Answer, Example, Media, OpenApi, Operation, Parameter } from '../http/shape.ts';
import { operationsOf } from '../http/shape.ts';

export interface Completion {
  readonly examples: Examples;
  readonly deprecations: readonly Deprecation[];
}

/**
 * The document that an integrator reads, from the one that the routes' schemas make: every problem that an operation may
 * answer with, with its text; examples; headers; names for schemas; what is deprecated.
 */
export function completeDocument(document: OpenApi, completion: Completion): OpenApi {
  for (const { operation } of operationsOf(document)) complete(operation, completion);
  const schemas: Record<string, unknown> = {
    ...referToWords(document.components['schemas']),
    ...wordSchemas(),
  };
  const paths = nameSchemas(referToWords(document.paths), schemas);
  const responses = { Refused: problemAnswer('Refused before any operation saw the request', beforeRoutes) };
  const referring = JSON.stringify([paths, responses]);
  const examples = Object.entries(allExamples(completion.examples)).filter(([name]) =>
    referring.includes(`"#/components/examples/${name}"`),
  );
  return {
    ...document,
    paths,
    components: {
      ...document.components,
      schemas,
      headers: { ...headers },
      parameters: { ...parameters },
      examples: Object.fromEntries(examples),
      responses,
    },
  };
}

function complete(operation: Operation, { examples, deprecations }: Completion): void {
  const { requests, answers = {} } = examples.ofOperations[operation.operationId] ?? {};
  describeProblems(operation);
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (Number(status) < 400) describeSuccess(answer, status, operation);
    answer.headers = { ...answer.headers, ...headersOf(answer, status, operation) };
    for (const media of jsonOf(answer)) {
      const shown = answers[status];
      const shared = sharedExample(media, examples);
      if (shown) media.examples = referred(shown, `${operation.operationId}.${status}`);
      else if (shared) media.examples = shared;
    }
  }
  operation.responses['default'] = { $ref: '#/components/responses/Refused' } as unknown as Answer;
  const body = operation.requestBody?.content['application/json'];
  if (body && requests) body.examples = referred(requests, operation.operationId);
  operation.parameters = describeParameters(operation);
  deprecate(operation, deprecations);
}

type Examined = NonNullable<Media['examples']>;

/** Examples stand among the components: the operations stay readable, and linters do not read examples as operations. */
function referred(examples: Readonly<Record<string, Example>>, prefix: string): Examined {
  const names = Object.keys(examples).map((name) => [
    name,
    { $ref: `#/components/examples/${prefix}.${name}` },
  ]);
  return Object.fromEntries(names) as Examined;
}

function allExamples({ ofOperations, ofTypes }: Examples): Readonly<Record<string, object>> {
  const ofAll = Object.entries(ofOperations).flatMap(([id, { requests = {}, answers = {} }]) => [
    ...Object.entries(requests).map(([name, each]) => [`${id}.${name}`, each] as const),
    ...Object.entries(answers).flatMap(([status, named]) =>
      Object.entries(named).map(([name, each]) => [`${id}.${status}.${name}`, each] as const),
    ),
  ]);
  const all = { ...problemExamples(), ...ofTypes, ...Object.fromEntries(ofAll) };
  return Object.fromEntries(Object.entries(all).map(([name, example]) => [name, standing(example)]));
}

/**
 * The Dutch rules' linter takes a member named `post` or `postedAt` for an operation, also inside an example: such a value
 * stands as an address that holds it whole.
 */
function standing({ summary, value }: Example): Example | { readonly externalValue: string } {
  const text = JSON.stringify(value);
  const told = summary === undefined ? {} : { summary };
  return /"\w*(put|post|patch)\w*":/.test(text)
    ? { ...told, externalValue: `data:application/json,${encodeURIComponent(text)}` }
    : { ...told, value };
}

/** The example of a type that many operations answer with stands once. */
function sharedExample(media: Media, { ofTypes }: Examples): Media['examples'] {
  const title = media.schema?.['title'];
  return typeof title === 'string' && title in ofTypes
    ? { [title]: { $ref: `#/components/examples/${title}` } }
    : undefined;
}

/** Replaces what the route says of its problems by what the codes say: each with the text that is answered. */
function describeProblems(operation: Operation): void {
  const byStatus = Object.groupBy(codesOf(operation), (code) => problemTable[code].status);
  for (const [status, codes = []] of Object.entries(byStatus)) {
    operation.responses[status] = problemAnswer(meaningOf(Number(status)), codes);
  }
}

function problemAnswer(meaning: string, codes: readonly ProblemCode[]): Answer {
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: `${meaning}. Codes: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        examples: Object.fromEntries(examples) as NonNullable<Media['examples']>,
      },
    },
  };
}

function describeSuccess(answer: Answer, status: string, { summary }: Operation): void {
  const unsaid = answer.description === 'Default Response';
  if (unsaid) answer.description = successes[status] ?? summary ?? 'Done';
}

function headersOf(answer: Answer, status: string, { operationId, parameters: asked }: Operation) {
  const schema = answer.content?.['application/json']?.schema ?? {};
  const shows = (title: string) => schema['title'] === title;
  const names = [
    'API-Version',
    'RateLimit-Policy',
    'RateLimit',
    'X-Message-Id',
    ...(answer.content && !('text/calendar' in answer.content) ? ['Content-Language'] : []),
    ...((status === '200' || status === '201') && shows('Application') ? ['ETag'] : []),
    ...(status === '202' || (status === '201' && (shows('Application') || shows('Amendment')))
      ? ['Location']
      : []),
    ...(status === '401' ? ['WWW-Authenticate'] : []),
    ...(status === '429' || status === '503' ? ['Retry-After'] : []),
    ...(status.startsWith('20') && asked?.some(({ name }) => name === 'idempotency-key')
      ? ['Idempotency-Replayed']
      : []),
  ];
  const withoutLimit = operationId === 'isAlive' || operationId === 'isReady';
  const said = names.filter((name) => !withoutLimit || !name.startsWith('RateLimit'));
  return Object.fromEntries(said.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function jsonOf(answer: Answer): Media[] {
  const media = answer.content?.['application/json'];
  return media ? [media] : [];
}

function describeParameters(operation: Operation): Parameter[] {
  const own = (operation.parameters ?? []).map((parameter): Parameter => {
    if (parameter.in !== 'header' || parameter.name === undefined) return parameter;
    const required =
      parameter.name === 'idempotency-key' ||
      (parameter.name === 'if-match' && needsVersion(operation.operationId));
    const described = describedHeaders[parameter.name];
    if (described === undefined) return { ...parameter, required };
    const { name, pattern } = described;
    return { ...parameter, name, required, schema: { ...parameter.schema, pattern } };
  });
  return [
    ...own,
    ...Object.keys(parameters).map((name): Parameter => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function deprecate(operation: Operation, deprecations: readonly Deprecation[]): void {
  for (const { operationId, parameter: gone, since, sunset, link } of deprecations) {
    if (operationId !== operation.operationId) continue;
    const told = `Deprecated since ${since}, answered until ${sunset}: ${link}`;
    if (gone === undefined) {
      operation.deprecated = true;
      operation.description = [operation.description, told].filter(Boolean).join('\n\n');
    } else {
      operation.parameters = (operation.parameters ?? []).map((each) =>
        each.in === 'query' && each.name === gone
          ? { ...each, deprecated: true, description: [each.description, told].filter(Boolean).join('. ') }
          : each,
      );
    }
  }
}
