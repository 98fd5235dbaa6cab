import { expect, test } from 'vitest';
import { termNames, type TermName } from '../../terms.ts';
import { lengths, terms } from './terms.ts';

// `npm test` and `npm run check` run this file first and stop when it is red: a wrong length fails a hundred other tests, none of which says so.

const whoIsRight = 'lengths disagree: terms.ts against the Rules as this file quotes them';

test.each([
  ['completeness', 2],
  ['conformity', 5],
  ['drawingUp', 1],
  ['service', 8],
  ['noticeBeforeEnd', 3],
  ['noticeBeforeAct', 3],
  ['hearingAfterNotice', 2],
  ['objectionAfterReceipt', 2],
  ['oralHearingAfterRequest', 1],
  ['recordAfterObjection', 1],
  ['oralHearingMinutes', 2],
  ['terminationNotice', 3],
  ['complaintForwarding', 3],
  ['complaintToProvider', 5],
  ['complaintToQualityControl', 15],
] as const)('the length %s is %i working days', (name, days) => {
  expect(lengths[name].days, `${whoIsRight} (${name})`).toBe(days);
});

test('every length is quoted here', () => {
  expect(Object.keys(lengths)).toHaveLength(15);
});

test('the checks and the drawing up make the whole service', () => {
  const { completeness, conformity, drawingUp, service } = lengths;

  expect(
    completeness.days + conformity.days + drawingUp.days,
    'lengths disagree: completeness + conformity + drawing up against the service',
  ).toBe(service.days);
});

test.each<[TermName, string, number]>([
  ['registration', 'reception', 0],
  ['completeness-check', 'registration', 2],
  ['conformity-check', 'registration', 7],
  ['preliminary-refusal-notice', 'registration', 5],
  ['objection', 'receipt', 2],
  ['hearing', 'notice', 2],
  ['earliest-refusal', 'notice', 3],
  ['result', 'registration', 8],
])('the term %s ends %s + %i', (name, anchor, days) => {
  expect(`${terms[name].anchor} + ${terms[name].days}`, `${whoIsRight} (${name})`).toBe(
    `${anchor} + ${days}`,
  );
});

test('terms stand in legal order', () => {
  expect(Object.keys(terms)).toEqual(termNames);
});
