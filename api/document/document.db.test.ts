import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';
import { answersOf, type DocumentedAnswers } from '../../test/documented-answers.ts';
import { stages } from '../../regulation/statuses.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import { problemTable, type ProblemCode } from '../http/table.ts';
import { apiVersion } from '../version.ts';
import { readExamples } from './examples.ts';
import { problemExamples } from './problem-examples.ts';
import { operationsOf, type OpenApi } from '../http/shape.ts';
import { words } from '../http/words.ts';

/** Addresses that answer outside the document, each for a reason. */
const outside: Readonly<Record<string, string>> = {
  '/openapi.json': 'the document itself, where tools look for it',
  '/v1/openapi.json': 'the document itself, where the Dutch rules want it',
  '/asyncapi.json':
    'the document of events, where tools look for it; described as /v1/event-schemas/asyncapi.json',
  '/healthz': 'the platform asks at the root; described as /v1/healthz',
  '/readyz': 'the platform asks at the root; described as /v1/readyz',
  '/': 'leads to the page for people',
  '/docs': 'a page for people',
  '/docs/': 'a page for people',
  '/docs/errors': 'a page for people',
  '/docs/js/scalar.js': 'what that page loads',
  '/docs/openapi.json': 'what that page shows',
  '/docs/openapi.yaml': 'what that page shows',
};

let world: ApiWorld;
let document: OpenApi;
let documented: DocumentedAnswers;
let operations: ReturnType<typeof operationsOf>;
beforeAll(async () => {
  world = await openApiWorld();
  document = (await world.app.inject('/v1/openapi.json')).json<OpenApi>();
  documented = answersOf(document);
  operations = operationsOf(document);
});
afterAll(() => world.close());

test('every route is in the document, or a known exception', () => {
  const listed = new Set(
    operations.map(
      ({ method, path }) => `${method.toUpperCase()} /v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  const unlisted = world.app.routeAddresses
    .flatMap(({ url, methods }) => methods.map((method) => ({ url, method })))
    .filter(({ method }) => method !== 'HEAD')
    .filter(({ url, method }) => !listed.has(`${method} ${url}`) && !(url in outside))
    .map(({ url, method }) => `${method} ${url} is not described: give it tags and an operationId`);

  expect(unlisted).toEqual([]);
});

test('every tag is described once', () => {
  const tags = (document['tags'] as { name: string }[]).map(({ name }) => name);

  expect(tags).toEqual([...new Set(tags)]);
});

test('every operation is told in words, with examples of what it is asked and what it answers', () => {
  const tags = (document['tags'] as { name: string; description: string }[]).map(({ name }) => name);
  const missing = operations.flatMap(({ operation }) => {
    const {
      operationId,
      summary,
      description,
      tags: own = [],
      parameters = [],
      requestBody,
      responses,
    } = operation;
    const body = requestBody?.content['application/json'];
    const file = `write api/examples/${operationId}.json`;
    const faults = [
      ...(summary && description ? [] : ['say what it does: summary and description']),
      ...(own.length === 1 && tags.includes(own[0] ?? '') ? [] : ['give it one tag of those described']),
      ...parameters.flatMap(({ $ref: ref, name, description: told }) =>
        ref || told ? [] : [`describe the parameter ${name ?? ''}`],
      ),
      ...(body && !body.examples ? [`show a request: ${file}`] : []),
      ...Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content).flatMap(([type, { examples }]) => {
          if (!type.endsWith('json') || examples) return [];
          return type === 'application/json'
            ? [`show the answer ${status}: ${file}`]
            : [`no code of api/document/problem-codes.ts has the documented status ${status}`];
        }),
      ),
    ];
    return faults.map((fault) => `${operationId}: ${fault}`);
  });

  expect(missing).toEqual([]);
  const ids = operations.map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('words are served:', () => {
  const listed = (name: string) =>
    (document.components['schemas'] ?? {})[name] as {
      enum: string[];
      description: string;
      'x-texts': object;
    };

  test('stages, subtypes, terms, papers, grounds and codes are enumerations, each with its text in every language', () => {
    for (const name of Object.keys(words)) {
      const { enum: codes, 'x-texts': texts } = listed(name);
      expect(codes.length, name).toBeGreaterThan(1);
      expect(Object.keys(texts)).toEqual(codes);
      for (const text of Object.values(texts))
        expect(text).toEqual({
          kk: expect.stringMatching(/\p{L}/u),
          ru: expect.stringMatching(/\p{L}/u),
          en: expect.stringMatching(/\p{L}/u),
        });
    }
  });

  test('they are the words of the tables that judge', () => {
    expect(listed('Stage').enum).toEqual(stages);
    expect(listed('RefusalCode').enum.toSorted()).toEqual(Object.keys(refusals).toSorted());
    expect(listed('ProblemCode').enum.toSorted()).toEqual(Object.keys(problemTable).toSorted());
    expect(listed('Ground').enum).toEqual([
      'untrueDocuments',
      'nonCompliance392',
      'courtBan',
      'noPersonalDataConsent',
    ]);
    expect(listed('Ground').description).toContain('сот шешімінің');
  });

  test('bodies and answers refer to them, and none is listed a second time', () => {
    const text = JSON.stringify(document);
    for (const name of Object.keys(words).filter((each) => each !== 'RefusalCode')) {
      const elsewhere = text.split(`"#/components/schemas/${name}"`).length - 1;
      expect(elsewhere, name).toBeGreaterThan(0);
      expect(text.split(`"enum":${JSON.stringify(listed(name).enum)}`).length - 1, name).toBe(1);
    }
    expect(text).not.toContain('x-words');
  });

  test('each subtype says which papers it needs', () => {
    for (const name of ['InwardSubmission', 'OutwardSubmission', 'DomesticSubmission']) {
      const { properties } = (document.components['schemas'] ?? {})[name] as {
        properties: { documents: { 'x-required-papers': { kind: string }[] } };
      };
      expect(properties.documents['x-required-papers']).toMatchObject([
        { kind: 'titleAndTechnology', text: { kk: expect.any(String) }, law: { ru: expect.any(String) } },
        { kind: 'goodsClassification' },
        { kind: 'yieldCalculation' },
      ]);
    }
  });
});

describe('every example', () => {
  const { ofOperations, ofTypes } = readExamples();

  test('belongs to an operation and fits its schema', () => {
    const faults = Object.entries(ofOperations).flatMap(([id, { requests = {}, answers = {} }]) => {
      const found = operations.find(({ operation }) => operation.operationId === id)?.operation;
      if (found === undefined) return [`${id}.json is of no operation`];
      const bodySchema = found.requestBody?.content['application/json']?.schema;
      return [
        ...Object.entries(requests).flatMap(([name, { value }]) =>
          documented.schemaFaults(bodySchema ?? false, value).map((fault) => `${id} ${name}: ${fault}`),
        ),
        ...Object.entries(answers).flatMap(([status, named]) =>
          Object.entries(named).flatMap(([name, { value }]) => {
            const schema = found.responses[status]?.content?.['application/json']?.schema ?? false;
            return documented.schemaFaults(schema, value).map((fault) => `${id} ${status} ${name}: ${fault}`);
          }),
        ),
      ];
    });

    expect(faults).toEqual([]);
  });

  test('of a type fits the type', () => {
    for (const [name, { value }] of Object.entries(ofTypes))
      expect([name, documented.schemaFaults({ $ref: `#/components/schemas/${name}` }, value)]).toEqual([
        name,
        [],
      ]);
  });

  test('of a problem is a problem with the status of its code, and its places are filled', () => {
    const problem = { $ref: '#/components/schemas/Problem' };
    const examples = problemExamples();
    expect(Object.keys(examples)).toEqual(Object.keys(problemTable));
    for (const [code, { value }] of Object.entries(examples)) {
      expect([code, documented.schemaFaults(problem, value)]).toEqual([code, []]);
      expect(value).toMatchObject({ code, status: problemTable[code as ProblemCode].status });
      expect((value as { detail: string }).detail).not.toMatch(/[{}]/);
    }
  });

  test('that is referred to is there', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(500);
    for (const [, kind = '', name = ''] of references)
      expect(document.components[kind], `${kind} ${name}`).toHaveProperty([name]);
  });
});

// What the Dutch API Design Rules ask (their Spectral rules run clean over the document), as far as a change could break it.
describe('the document follows the Dutch API Design Rules:', () => {
  test('it says its version, whom to write to, and its licence', () => {
    expect(document['openapi']).toMatch(/^3\.1\.\d$/);
    expect(document.info).toMatchObject({
      version: apiVersion,
      contact: { name: expect.any(String), url: expect.any(String), email: expect.any(String) },
      license: { name: 'MIT' },
    });
    expect(apiVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(document['servers']).toMatchObject([{ url: `/v${apiVersion.split('.')[0] ?? ''}` }]);
  });

  test('paths are kebab-case without a slash at the end; queries and members are camelCase', () => {
    for (const { path, operation } of operations) {
      // Only behind a folder may a name have a dot, as that of a file.
      expect(path).toMatch(/^\/[a-z\d-]+(\/([a-z\d.-]+|\{[a-zA-Z]+\}))*$/);
      for (const { in: place, name } of operation.parameters ?? [])
        if (place === 'query') expect(name).toMatch(/^[a-z][a-zA-Z\d]*$/);
    }
    for (const [name, schema] of Object.entries(document.components['schemas'] ?? {})) {
      expect(name).toMatch(/^[A-Z][A-Za-z]*$/);
      for (const member of Object.keys((schema as { properties?: object }).properties ?? {}))
        expect(`${name}.${member}`).toMatch(/\.[a-z][a-zA-Z\d]*$/);
    }
  });

  test('every answer says the version; every problem is a problem; what takes input can refuse it', () => {
    for (const { operation } of operations) {
      for (const [status, answer] of Object.entries(operation.responses)) {
        if (status === 'default') continue;
        expect([operation.operationId, status, answer.headers]).toMatchObject([
          operation.operationId,
          status,
          { 'API-Version': { $ref: '#/components/headers/API-Version' } },
        ]);
        if (Number(status) >= 400)
          expect(Object.keys(answer.content ?? {})).toEqual(['application/problem+json']);
      }
      expect(Object.keys(operation.responses)).toContain('400');
    }
  });

  test('what a change needs to carry is required', () => {
    const keys = operations.flatMap(({ operation: { operationId, parameters = [] } }) =>
      parameters
        .filter(({ name }) => name === 'Idempotency-Key')
        .map(({ required }) => [operationId, required]),
    );
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(([, required]) => required !== true)).toEqual([]);
  });
});

test('the newest version of CHANGELOG.md is the version of the API', () => {
  const changes = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8');
  const headings = [...changes.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const known = /^(?:Unreleased|\d+\.\d+\.\d+ - (?:\d{4}-\d{2}-\d{2}|not released yet))$/;

  expect(headings.filter((heading) => !known.test(heading ?? ''))).toEqual([]);
  expect(headings.find((heading) => heading !== 'Unreleased')).toMatch(new RegExp(`^${apiVersion} - `));
});
