import { expect, test } from 'vitest';
import { linkIn, presentAct } from './act.ts';
import { labourCode84 } from '../calendars/kz/acts.ts';
import { order219 } from '../regulation/order-219/2024-04-15/index.ts';

test.each([
  ['kk', 'https://adilet.zan.kz/kaz/docs/K1500000414', 'https://adilet.zan.kz/kaz/docs/V2000020482'],
  ['ru', 'https://adilet.zan.kz/rus/docs/K1500000414', 'https://adilet.zan.kz/rus/docs/V2000020482'],
  ['en', 'https://adilet.zan.kz/rus/docs/K1500000414', 'https://adilet.zan.kz/kaz/docs/V2000020482'],
] as const)('%s: an act is linked in the language of its reader', (language, code, order) => {
  expect(presentAct(labourCode84, language).link).toBe(code);
  expect(linkIn(order219.source, language)).toBe(order);
});

test.each([
  'https://tengrinews.kz/rus/docs/1',
  'https://adilet.zan.kz/',
  'https://adilet.zan.kz.example/rus/docs/X',
  'https://example.kz/?u=https://adilet.zan.kz/rus/docs/X',
])('a link to anything else stays: %s', (link) => {
  expect(linkIn(link, 'kk')).toBe(link);
});
