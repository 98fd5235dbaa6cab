import { shapes } from '../http/value-shapes.ts';
import { places, type FillingOf } from '../../regulation/text.ts';
import { refusals } from '../../workflows/application/refusals.ts';
import { Problem } from '../http/problem.ts';
import type { ProblemDetails } from '../http/problem.ts';
import { problemTable, type ProblemCode } from '../http/table.ts';
import { problemTexts } from '../http/texts.ts';
import { problemBody } from '../http/answering.ts';
import type { Example } from '../http/shape.ts';

/** One value for each place that a text may have. */
const params: Readonly<Record<string, string | number>> = {
  max: 20,
  files: 200,
  mebibytes: 1024,
  days: 31,
  allowed: 'GET, POST',
  accepted: 'application/json',
  needed: 'signing',
  leads: 'draft-result, withdraw',
  line: 3,
  column: 14,
  roles: 'head',
  edition: 'kz-2026-11-25',
  from: '2026-12-08T04:00:00.000Z',
  to: '2026-12-01',
  until: '2026-12-08T09:30:00.000Z',
  expected: 3,
  current: 4,
  staff: 'executor-1',
  hearingAt: '2026-12-25T10:00:00.000Z',
  closedAt: '2026-12-11T13:30:00.000Z',
  opensAt: '2026-12-16T04:00:00.000Z',
  ground: 'courtBan',
  notified: 'nonCompliance392',
  noticeId: '3f0c6a52-8f5e-4b53-9a8e-6f8b8f1f6b11',
  lastOn: '2026-12-10',
  today: '2026-11-30',
  last: '2027-12-01',
  most: 5,
  type: 'PDF',
  found: 'script, attached-file',
};

const errors: Readonly<Partial<Record<ProblemCode, NonNullable<ProblemDetails['errors']>>>> = {
  'invalid-body': [{ pointer: '/reasons', code: 'field-missing', params: { field: 'reasons' } }],
  'invalid-query': [{ pointer: '/colour', in: 'query', code: 'unknown-field', params: { field: 'colour' } }],
  'invalid-header': [
    {
      pointer: '/x-message-id',
      in: 'header',
      code: 'text-shape-wrong',
      params: { expected: shapes.messageId.pattern },
    },
  ],
};

const extensions: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>>> = {
  'forbidden-role': { roles: ['head'] },
  'unsupported-media-type': { accepted: ['application/json'] },
  'file-active-content': { found: ['script', 'attached-file'] },
  'amendment-already-proposed': { edition: 'kz-2026-11-25' },
  'changes-set-back': { since: '2026-12-09T04:00:00.000Z', next: 'WyJjaGFuZ2VzIiwiNDEiXQ' },
  'amendment-stale': {
    difference: {
      edition: { expected: 'kz-2026-03-18', current: 'kz-2026-03-18' },
      hash: { expected: 'a1'.repeat(32), current: 'b2'.repeat(32) },
      since: { received: 3, wentOn: 12, differing: 1 },
      changed: [
        {
          applicationId: 'c6548edd-d714-4df0-826e-c0ed0cf60310',
          number: '219-2026-000002',
          stage: 'completeness-check',
          executor: 'executor-1',
          kind: 'differs',
          was: { version: 3, effect: { moves: [overtaken('2026-12-13', false)], gates: [], atOnce: [] } },
          now: { version: 3, effect: { moves: [overtaken('2026-12-14', true)], gates: [], atOnce: [] } },
        },
      ],
      changedTotal: 1,
    },
  },
};

/** A deadline that a worked weekend puts before the day on which the amendment is loaded. */
function overtaken(toOn: string, overdue: boolean) {
  return {
    term: 'completeness-check',
    from: '2026-12-15T13:30:00.000Z',
    to: `${toOn}T13:30:00.000Z`,
    fromOn: '2026-12-15',
    toOn,
    overdue,
  };
}

/** What a problem looks like, in English: made by the code that answers with it. */
export function problemExample(code: ProblemCode): Example {
  const needed = places(problemTexts[code].en);
  const given = Object.fromEntries(
    needed.map((place) => {
      const value = params[place];
      if (value === undefined) throw new Error(`problem '${code}' has a place {${place}} without an example`);
      return [place, value];
    }),
  );
  const refused = code in refusals;
  const problem = new Problem(code, {
    // Something for each place, whichever code it is.
    params: given as FillingOf<(typeof problemTexts)[ProblemCode]>,
    errors: errors[code] ?? [],
    extensions: {
      ...(refused ? { stage: 'conformity-check', allowed: ['record-conformity'], params: given } : {}),
      ...(code === 'refusal-not-open-yet' ? { opensAt: given['opensAt'] } : {}),
      ...extensions[code],
    },
  });
  return {
    summary: problemTexts[code].en,
    value: problemBody(problem, 'en', '4bf92f3577b34da6a3ce929d0e0e4736'),
  };
}

/** An example of every code, by its name in the document's components. */
export function problemExamples(): Readonly<Record<string, Example>> {
  const codes = Object.keys(problemTable) as ProblemCode[];
  return Object.fromEntries(codes.map((code) => [code, problemExample(code)]));
}
