import currencyCodes from 'currency-codes';
import { iso31661 } from 'iso-3166';
import { expect, test } from 'vitest';
import { countries, currencies, isInTnVed } from './registers.ts';

/** Metals, units of account, bond markets, tests, and none at all. */
const noMoney = /^(XAG|XAU|XB[ABCD]|XDR|XPD|XPT|XSU|XTS|XUA|XXX)$/;

test('countries are those that the package of ISO 3166-1 has', () => {
  expect(countries.codes).toEqual(iso31661.map(({ alpha2 }) => alpha2).toSorted());
});

test('currencies are the money of list one of ISO 4217, and what was added since', () => {
  const listed = currencyCodes.codes().filter((code) => !noMoney.test(code));
  expect(currencies.codes).toEqual([...listed, 'XCG'].toSorted());
  expect(currencies.asOf).toBe(currencyCodes.publishDate);
});

test('the TN VED has chapters 01 to 97 but 77', () => {
  const chapters = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
  expect(chapters.filter((chapter) => !isInTnVed(`${chapter}00000000`))).toEqual(['00', '77', '98', '99']);
});
