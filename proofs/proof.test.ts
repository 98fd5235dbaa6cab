import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { nextEdition } from '../calendars/edition.ts';
import type { Edition } from '../calendars/edition.ts';
import type { Instant } from '../calendars/instant.ts';
import { kzEditions, newestEdition } from '../calendars/kz/editions.ts';
import { addDays } from '../calendars/plain-date.ts';
import { isWorkingDay } from '../calendars/working-days.ts';
import { plainDateAt } from '../calendars/zone.ts';
import { languages, type Language } from '../regulation/text.ts';
import { amendmentRecord } from '../test/amended-calendar.ts';
import { at, basisOf, kz } from '../test/builders.ts';
import { decide } from '../workflows/application/decide.ts';
import type { Line } from '../test/model/line.ts';
import { conformityCheck, notified, proposed, refused } from '../test/model/openings.ts';
import { play, plots, starts } from '../test/model/plays.ts';
import { portalView } from '../workflows/application/portal-view.ts';
import { canonicalText } from './digest.ts';
import { proveDeadlines, sealOf, type DeadlineProof } from './proof.ts';
import { chainOf, type TrailLine } from './chain.ts';
import { checkProofFile } from './check.ts';
import { proofPage } from '../api/applications/proof-page.ts';

vi.setConfig({ testTimeout: 60_000 });

type Told = Pick<Line, 'state' | 'trail'>;

function trailOf(line: Told): readonly TrailLine[] {
  return line.trail.map((event, index) => ({ ...event, seq: index + 1, version: 1, commandId: null }));
}

function proofOf(
  line: Told,
  language: Language = 'en',
  editions: readonly Edition[] = kzEditions,
): DeadlineProof {
  const { id, number, version, receivedAt, deadlines } = line.state;
  return proveDeadlines(
    { applicationId: id, number, version, receivedAt, deadlines, trail: trailOf(line) },
    { regulation: kz.regulation, editions, zone: kz.calendar.days.zone, language },
  );
}

function amended(line: Told, edition: Edition, loadedAt: string): Told {
  return amendedAt(line, edition, at(loadedAt));
}

function amendedAt(line: Told, edition: Edition, loadedAt: Instant): Told {
  const ruling = decide(line.state, { kind: 'amendment', at: loadedAt }, basisOf(edition));
  if (ruling.kind !== 'step') throw new Error('an amendment is never refused');
  return { state: ruling.state, trail: [...line.trail, ...ruling.events] };
}

function check(proof: unknown) {
  return checkProofFile(new TextEncoder().encode(canonicalText(proof)));
}

const itemOf = (proof: DeadlineProof, term: string) => proof.items.find((item) => item.term === term);

test('every standing term of the example application is proved, in legal order, and checks', () => {
  const proof = proofOf(notified.line);

  expect(proof.items.map(({ term, dueOn }) => [term, dueOn])).toEqual([
    ['registration', '2026-11-26'],
    ['completeness-check', '2026-11-30'],
    ['conformity-check', '2026-12-07'],
    ['preliminary-refusal-notice', '2026-12-03'],
    ['objection', '2026-12-03'],
    ['hearing', '2026-12-03'],
    ['earliest-refusal', '2026-12-04'],
    ['result', '2026-12-08'],
  ]);
  expect(itemOf(proof, 'result')).toMatchObject({
    dueAt: at('2026-12-08 18:30'),
    proof: { kind: 'count', hour: '18:30', utcOffset: '+05:00', on: '2026-12-08' },
  });
  expect(proof.items.every((item) => item.proof !== null)).toBe(true);
  expect(check(proof)).toMatchObject({ equal: true, canonical: true });
});

test('a refusal held back by the objection window is proved by both counts', () => {
  const late = proposed.approve('2026-12-01 12:00').receive('2026-12-02 09:00');

  expect(itemOf(proofOf(late.line), 'earliest-refusal')).toMatchObject({
    opensAt: at('2026-12-05 00:00'),
    proof: {
      kind: 'latest',
      parts: [
        { anchor: '2026-12-01', workingDays: 3, hour: '09:00', on: '2026-12-04' },
        { anchor: '2026-12-02', workingDays: 2, hour: '24:00', on: '2026-12-04' },
      ],
    },
  });
});

test('every value that stood is kept with what moved it', () => {
  const waived = proposed.approve('2026-12-01 12:00').receive('2026-12-02 09:00').waive('2026-12-02 10:00');

  expect(proofOf(waived.line).history).toMatchObject([
    { term: 'earliest-refusal', opensAt: at('2026-12-04 09:00'), movedBy: { event: 'notice-received' } },
    { term: 'earliest-refusal', opensAt: at('2026-12-05 00:00'), movedBy: { event: 'hearing-waived' } },
  ]);
});

describe('after an amendment of the calendar', () => {
  const record = amendmentRecord({ '2026-12-07': false });
  const edition = nextEdition(newestEdition(), record);
  const editions = [...kzEditions, edition];
  const moved = amended(proposed.line, edition, '2026-12-02 12:00');
  const worked = nextEdition(newestEdition(), amendmentRecord({ '2026-12-05': true }));

  test('the old value stands in the history with the act, and the edition travels whole', () => {
    const proof = proofOf(moved, 'ru', editions);

    expect(itemOf(proof, 'result')).toMatchObject({ dueOn: '2026-12-09', calendarEdition: 'kz-2026-11-25' });
    expect(proof.history.find(({ term }) => term === 'result')).toMatchObject({
      dueOn: '2026-12-08',
      calendarEdition: 'kz-2026-03-18',
      movedBy: {
        cause: 'calendar-amendment',
        event: 'deadlines-moved',
        calendarEdition: 'kz-2026-11-25',
        act: { name: 'Приказ о переносе', number: '1' },
        to: at('2026-12-09 18:30'),
      },
    });
    expect(proof.editions.map(({ id, follows }) => [id, follows])).toEqual([
      ['kz-2026-03-18', undefined],
      ['kz-2026-11-25', 'kz-2026-03-18'],
    ]);
    expect(check(proof)).toMatchObject({ equal: true });
  });

  test('the kept term of a check stands where it moved to, for officers as kept and for the applicant as open', () => {
    const before = amended(proposed.line, worked, '2026-12-01 12:00');
    const told = { ...before, state: portalView(before.state) };

    for (const [line, status] of [
      [before, 'met'],
      [told, 'open'],
    ] as const) {
      const proof = proofOf(line, 'en', [...kzEditions, worked]);
      expect(itemOf(proof, 'conformity-check')).toMatchObject({
        status,
        dueOn: '2026-12-05',
        calendarEdition: worked.id,
      });
      expect(proof.history.find(({ term }) => term === 'conformity-check')).toMatchObject({
        status: 'moved',
        dueOn: '2026-12-07',
        movedBy: { cause: 'calendar-amendment', to: at('2026-12-05 18:30') },
      });
      expect(check(proof)).toMatchObject({ equal: true });
    }
  });

  test('a proof whose edition was altered is refused, sealed anew or not', () => {
    const proof = proofOf(moved, 'en', editions);
    const text = canonicalText(proof).replace('"date":"2026-12-07","kind"', '"date":"2026-12-08","kind"');
    const forged = JSON.parse(text) as DeadlineProof;

    expect(check(forged)).toMatchObject({ equal: false });
    expect(check({ ...forged, sha256: sealOf(forged) })).toMatchObject({ equal: false, where: /^\/items\// });
  });

  test('a deadline that would lie in the past is proved as the first working day after loading', () => {
    // Sat 05.12 becomes worked and is loaded on Mon 07.12, the old D7: what would have ended ends the day after.
    const late = amended(conformityCheck.pass('2026-12-07 12:00').line, worked, '2026-12-07 18:00');

    const proof = proofOf(late, 'en', [...kzEditions, worked]);

    expect(itemOf(proof, 'conformity-check')).toMatchObject({
      dueOn: '2026-12-08',
      cause: 'amendment',
      workingDays: 1,
      walk: [{ on: '2026-12-08', counts: 1 }],
    });
    expect(check(proof)).toMatchObject({ equal: true });
  });
});

test('every deadline of every random story is proved, in every language, and checks', () => {
  fc.assert(
    fc.property(starts, plots, fc.constantFrom(...languages), (start, plot, language) => {
      for (const line of play(start, plot).waypoints.filter((_, index) => index % 8 === 7)) {
        const proof = proofOf(line, language);
        expect([...proof.items, ...proof.history].filter((item) => item.proof === null)).toEqual([]);
        expect(proof.history.filter(({ movedBy }) => movedBy.line === null)).toEqual([]);
        expect(check(proof)).toMatchObject({ equal: true });
      }
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test('every deadline of every random story is proved after an amendment too, to officers and to the applicant, with the edition it carries', () => {
  const away = fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(starts, plots, away, (start, plot, days) => {
      for (const line of play(start, plot).waypoints.filter((_, index) => index % 8 === 3)) {
        const today = plainDateAt(kz.calendar.days.zone, line.now);
        const turned = days.map((each) => addDays(today, each));
        const changed = Object.fromEntries(turned.map((day) => [day, !isWorkingDay(kz.calendar, day)]));
        const edition = nextEdition(newestEdition(), amendmentRecord(changed));
        const facts = amendedAt(line, edition, line.now);
        for (const state of [facts.state, portalView(facts.state)]) {
          const proof = proofOf({ ...facts, state }, 'en', [...kzEditions, edition]);
          expect([...proof.items, ...proof.history].filter((item) => item.proof === null)).toEqual([]);
          expect(check(proof)).toMatchObject({ equal: true });
        }
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

const sample = canonicalText(proofOf(refused.line, 'kk'));
const bytes = new TextEncoder().encode(sample);

test('a file with any one byte flipped is not the proof it says', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const altered = Uint8Array.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ flip;
      expect(checkProofFile(altered).equal).toBe(false);
    }),
    { numRuns: 400, endOnFailure: true },
  );
});

test('a counted value that was altered is told by its place, before the seal', () => {
  const proof = proofOf(refused.line);
  const items = proof.items.map((item) => (item.term === 'result' ? { ...item, dueOn: '2026-12-09' } : item));

  expect(check({ ...proof, items })).toEqual({
    equal: false,
    where: '/items/7/dueOn',
    expected: '2026-12-08',
    found: '2026-12-09',
  });
});

test.each([
  ['its length', { workingDays: 9 }],
  ['its law', { law: 'None' }],
  ['its text', { text: 'Soon' }],
  ['its certainty', { certainty: 'projected' }],
  ['its anchor', { anchor: '2026-11-25' }],
  ['its cause', { cause: 'oral-request' }],
])('a term with another value for %s is found even when sealed anew', (_what, change) => {
  const proof = proofOf(refused.line);
  const items = proof.items.map((item) => (item.term === 'result' ? { ...item, ...change } : item));
  const forged = { ...proof, items } as DeadlineProof;

  expect(check({ ...forged, sha256: sealOf(forged) })).toMatchObject({ equal: false, where: /^\/items\/7/ });
});

test('citations under the seal are the same in every language: another wording would make an old proof differ', () => {
  for (const language of languages) {
    const proof = proofOf(refused.line, language);

    expect(Object.fromEntries(proof.items.map(({ term, law }) => [term, law]))).toEqual({
      registration: 'Order 219, clause 5; annex 1, item 7; APPC 64(3)',
      'completeness-check': 'Order 219, clause 6; APPC 76(2)',
      'conformity-check': 'Order 219, clauses 6 and 7; APPC 76(2)',
      'preliminary-refusal-notice': 'Order 219, clause 7 parts 3 and 4; APPC 73(1)',
      objection: 'APPC 73(3)',
      hearing: 'Order 219, clause 7 part 4; APPC 73(3)',
      'earliest-refusal': 'APPC 73(1) and 73(3)',
      result: 'Order 219, annex 1, item 3; APPC 76(2) and 91(2)',
    });
    expect(itemOf(proof, 'registration')?.proof).toMatchObject({
      closed: { act: { name: 'Order 219, annex 1, item 7' } },
    });
  }
});

test('a fact altered is found by the seal', () => {
  expect(check({ ...proofOf(refused.line), number: '219-2026-000002' })).toMatchObject({
    equal: false,
    where: '/sha256',
  });
});

test.each([
  ['nothing', ''],
  ['no JSON', '{"format":'],
  ['another document', '{"format":"otinish-deadline-proof/9"}'],
  ['a list', '[]'],
  ['a number', '5'],
])('%s is no proof', (_what, text) => {
  expect(checkProofFile(new TextEncoder().encode(text)).equal).toBe(false);
});

test('a proof printed in another form is the same proof', () => {
  const pretty = JSON.stringify(JSON.parse(sample), null, 2);

  expect(checkProofFile(new TextEncoder().encode(pretty))).toMatchObject({ equal: true, canonical: false });
});

test('the chain changes with any line, with their order and with the application; a longer trail goes on from it', () => {
  const trail = trailOf(refused.line);
  const { id } = refused.state;
  const chain = chainOf(id, trail);
  const altered = trail.map((line, index) =>
    index === 3 ? { ...line, at: '2026-01-01T00:00:00.000Z' } : line,
  );

  const others = [chainOf(id, altered), chainOf(id, trail.toReversed()), chainOf('another', trail)];
  expect(others.map(({ head }) => head)).not.toContain(chain.head);
  expect(chainOf(id, trail).head).toBe(chain.head);
  expect(chain.length).toBe(trail.length);
});

test('a proof names nobody', () => {
  const names = new Set(refused.line.trail.flatMap(({ actor }) => Object.values(actor ?? {}) as string[]));
  const text = canonicalText(proofOf(refused.line));

  expect(names.size).toBeGreaterThan(3);
  for (const name of [...names].filter((each) => each.includes('-'))) expect(text).not.toContain(name);
});

describe('the page', () => {
  test.each([
    [
      'kk',
      'Өтініш бойынша мерзімдер',
      '08.12.2026 18:30 сәтіне дейін',
      '03.12.2026 24:00',
      'Қалай тексеруге болады',
    ],
    ['ru', 'Сроки по заявлению', 'до 08.12.2026 18:30', '03.12.2026 24:00', 'Как проверить'],
    [
      'en',
      'Deadlines of the application',
      'before 2026-12-08 18:30',
      '2026-12-03 24:00',
      'How to check this',
    ],
  ] as const)('says in %s when, why and how to check', (language, title, due, closes, how) => {
    const proof = proofOf(notified.line, language);
    const page = proofPage(proof);

    for (const text of [title, due, closes, how, proof.sha256, proof.chain.head, `lang="${language}"`])
      expect(page).toContain(text);
    expect(page).not.toMatch(language === 'en' ? /\d\d\.\d\d\.\d{4}/ : /(?<!kz-)\b\d{4}-\d\d-\d\d\b/);
    expect(page).not.toMatch(/<script|\bon\w+=|javascript:|src=/i);
    expect(page).not.toMatch(/undefined|\[object|\{\w+\}<|NaN/);
  });

  test.each([
    ['kk', '№ 219 бұйрықтың 6-тармағы; ӘРПК 76-бабының 2-бөлігі', '№ 219 бұйрықтың 1-қосымшасының 7-тармағы'],
    ['ru', 'пункт 6 Приказа № 219; часть 2 статьи 76 АППК', 'пункт 7 приложения 1 к Приказу № 219'],
    ['en', 'Order 219, clause 6; APPC 76(2)', 'Order 219, annex 1, item 7'],
  ] as const)('cites the law in %s, office hours too', (language, law, officeHours) => {
    const afterHours = play({ receivedAt: '2026-12-04 19:10:00.000', incompletePackage: 'hearing' }, []).line;
    const page = proofPage(proofOf(afterHours, language));

    expect(page).toContain(`<td>${law}</td>`);
    expect(page).toContain(`>${officeHours}</a>`);
    if (language !== 'en') expect(page).not.toMatch(/Order 219|APPC/);
  });

  test('shows what an act is called as text, never as markup, and links to nothing but the web', () => {
    const proof = proofOf(notified.line);
    const act = { name: '<b>"x"</b>', link: 'javascript:alert(1)' };
    const [first] = proof.editions;
    if (!first) throw new Error('a proof rests on an edition');

    const page = proofPage({ ...proof, editions: [{ ...first, act }] });

    expect(page).toContain('&lt;b&gt;&quot;x&quot;&lt;/b&gt;');
    expect(page).not.toContain('javascript:');
  });
});

test('a registration is proved from the instant of receipt', () => {
  const line = play({ receivedAt: '2026-04-29 18:29:59.999', incompletePackage: 'hearing' }, []).line;

  expect(itemOf(proofOf(line), 'registration')).toMatchObject({
    proof: { kind: 'reception', from: at('2026-04-29 18:29:59.999') },
  });
});
