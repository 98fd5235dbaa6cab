import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleSubmissions } from '../../regulation/order-219/samples.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import { subtypes } from '../../regulation/subtypes.ts';
import { openApiWorld, type ApiWorld } from '../../test/api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.close());

interface Cited {
  readonly law: string;
  readonly citation: Readonly<Record<string, string>>;
}

interface Submitted {
  readonly language: string;
  readonly contact: object;
  readonly representative: object | null;
  readonly form: {
    readonly annex: number;
    readonly lines: readonly {
      readonly no: number;
      readonly id: string;
      readonly presence: string;
      readonly condition?: { readonly ru: string };
      readonly caption: { readonly ru: string };
      readonly law: string;
      readonly citation: Readonly<Record<string, string>>;
      readonly value: unknown;
    }[];
  };
  readonly statements: readonly (Cited & {
    readonly id: string;
    readonly answer: boolean;
    readonly text: object;
  })[];
  readonly papers: readonly {
    readonly kind: string;
    readonly name: { readonly ru: string };
    readonly file: { readonly href: string; readonly fileName: string };
  }[];
  readonly requiredPapers: readonly (Cited & { readonly id: string; readonly given: boolean })[];
}

const representative = { name: 'Үлгі Самат', iin: '850101300015', authority: 'Power of attorney No. 7' };

async function submitted(overrides: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const body = await world.submission('portal-1', overrides);
  const reply = await world.call('portal-1', 'POST', '/v1/applications', { body });
  expect(reply.statusCode, reply.body).toBe(201);
  return String(reply.headers['location']);
}

async function appointed(overrides: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const path = await submitted(overrides);
  await world.call('head-1', 'POST', `${path}/executor`, { body: { executorId: 'executor-1' }, version: 2 });
  return path;
}

describe('what was submitted', () => {
  test.each(subtypes)(
    '%s: every line of the form in its order, with caption, law and value',
    async (subtype) => {
      const { form } = sampleSubmissions[subtype];
      const path = await submitted({ subtype, form });

      const shown = (await world.call('portal-1', 'GET', `${path}/submission`)).json<Submitted>();

      const fields = currentRegulationEdition.applicationForms[subtype];
      expect(shown.form.lines.map(({ no, id, caption }) => ({ no, id, caption }))).toEqual(
        fields.map(({ no, id, caption }) => ({ no, id, caption })),
      );
      expect(shown.form.annex).toBe(currentRegulationEdition.applicationFrames[subtype].annex);
      for (const { id, value, law } of shown.form.lines) {
        expect(value).toEqual((form as Readonly<Record<string, unknown>>)[id] ?? null);
        expect(law).not.toBe('');
      }
    },
  );

  test.each(subtypes)(
    '%s: a line whose caption ends with an asterisk says what that means',
    async (subtype) => {
      const path = await submitted({ subtype, form: sampleSubmissions[subtype].form });

      const { form } = (await world.call('portal-1', 'GET', `${path}/submission`)).json<Submitted>();

      const marked = form.lines.filter(({ caption }) => caption.ru.includes('*'));
      expect(marked.map(({ id, presence, condition }) => [id, presence, condition?.ru])).toEqual([
        ['processors', 'conditional', 'Заполняется при наличии указанных сведений'],
      ]);
      for (const { presence, condition } of form.lines)
        expect(condition === undefined).toBe(presence !== 'conditional');
    },
  );

  test.each([
    [
      'kk',
      '«Қазақстан Республикасындағы кедендік реттеу туралы» кодекстің 248-бабының 2-тармағының 2) тармақшасы',
    ],
    ['ru', 'подпункт 2) пункта 2 статьи 248 Кодекса «О таможенном регулировании в Республике Казахстан»'],
    ['en', 'Customs Code art. 248(2)(2)'],
  ])('%s: the law of a line is in the language asked for', async (language, law) => {
    const path = await submitted();
    const headers = { 'accept-language': language };

    const reply = await world.call('portal-1', 'GET', `${path}/submission`, { headers });

    expect(reply.headers['content-language']).toBe(language);
    const shown = reply.json<Submitted>();
    expect(shown.form.lines[0]).toMatchObject({ id: 'applicant', law });
    for (const each of [...shown.form.lines, ...shown.statements, ...shown.requiredPapers])
      expect(each.law).toBe(each.citation[language]);
  });

  test('contact, representative, statements and papers are what the applicant gave', async () => {
    const statements = { declaration: true, contactsConfirmed: true, personalDataConsent: false };
    const path = await appointed({ representative, statements });

    const shown = (await world.call('executor-1', 'GET', `${path}/submission`)).json<Submitted>();

    expect(shown).toMatchObject({
      language: sampleSubmissions.inward.language,
      contact: sampleSubmissions.inward.contact,
      representative,
    });
    expect(Object.fromEntries(shown.statements.map(({ id, answer }) => [id, answer]))).toEqual(statements);
    expect(shown.papers.map(({ kind, file }) => `${kind} ${file.fileName}`)).toEqual(
      sampleSubmissions.inward.documents.map(({ kind }) => `${kind} ${kind}.pdf`),
    );
    expect(shown.papers.every(({ name }) => name.ru !== '')).toBe(true);
    expect(shown.requiredPapers.map(({ id, given }) => [id, given])).toEqual([
      ['application', true],
      ['titleAndTechnology', true],
      ['goodsClassification', true],
      ['yieldCalculation', true],
    ]);
    const documents = await world.call('executor-1', 'GET', `${path}/documents`);
    expect(documents.body).toContain(shown.papers[0]?.file.href);
  });

  test('the application links to it for whoever may read it', async () => {
    const path = await appointed();
    const linkOf = async (who: string) =>
      (await world.call(who, 'GET', path)).json<{ links: { submission?: string } }>().links.submission;

    expect(await Promise.all(['portal-1', 'executor-1', 'head-1', 'ops-1'].map(linkOf))).toEqual([
      `${path}/submission`,
      `${path}/submission`,
      `${path}/submission`,
      undefined,
    ]);
  });
});

describe('who asks', () => {
  const { name, bin } = sampleSubmissions.inward.form.applicant;

  test('stands in every list that an officer reads, and in what an officer is answered', async () => {
    const path = await appointed();
    const id = path.split('/').at(-1);
    const search = { body: { applicantId: bin } };

    const answers = await Promise.all([
      world.call('executor-1', 'GET', path),
      world.call('executor-1', 'GET', '/v1/applications'),
      world.call('head-1', 'GET', '/v1/applications'),
      world.call('head-1', 'POST', '/v1/applications/search', search),
      world.call('head-1', 'GET', '/v1/agenda?on=2026-12-18'),
    ]);

    interface Shown {
      readonly id: string;
      readonly applicant?: object;
    }
    const listed = answers.map((answer) => {
      const { items, due } = answer.json<{ items?: Shown[]; due?: Shown[] }>();
      return [...(items ?? due ?? [answer.json<Shown>()])].find((each) => each.id === id)?.applicant;
    });
    expect(listed).toEqual(answers.map(() => ({ name, bin })));
  });

  test('stands in nothing that operators read, nor in trails, events, letters and addresses', async () => {
    const path = await appointed();

    const answers = await Promise.all([
      world.call('ops-1', 'GET', path),
      world.call('ops-1', 'GET', '/v1/applications'),
      world.call('ops-1', 'POST', '/v1/applications/search', { body: { applicantId: bin } }),
      world.call('ops-1', 'GET', '/v1/agenda?on=2026-12-18'),
      world.call('head-1', 'GET', `${path}/events`),
      world.call('head-1', 'GET', `${path}/deadlines`),
      world.call('portal-1', 'GET', '/v1/changes'),
    ]);

    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(200);
      expect(body).not.toContain(name);
      expect(body).not.toContain(bin);
    }
  });
});
