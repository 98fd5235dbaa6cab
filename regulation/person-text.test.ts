import { describe, expect, test } from 'vitest';
import { charactersIn, isEmailAddress, textFault } from './person-text.ts';

describe('a text of a person', () => {
  test.each([
    ['Kazakh', '«Ұлттық» өңдеу: №5, 12 °C — ½ т ≤ 3 м²'],
    ['a name with a hyphen and a dot', 'Нұрғали-Әлім Қ. Ө.'],
    ['spaces that do not break', 'ТОО\u00a0«Ромашка»'],
    ['marks above letters', 'и\u0306 e\u0301'],
    ['emoji of several characters', 'Рахмет 👩‍💻 ❤️ 🇰🇿 1️⃣'],
    ['right-to-left letters', 'شركة قازاق'],
  ])('may be %s', (_what, text) => {
    expect([textFault(text, 'line'), textFault(text, 'lines')]).toEqual([null, null]);
  });

  test.each([
    ['a bell', 'a\u0007b'],
    ['an escape sequence', '\u001b[31mqyzyl'],
    ['a control character of the second set', 'a\u0085b'],
    ['a turn of direction', 'акт\u202efdp.exe'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a space without a width', 'Айдар\u200bов'],
    ['a joiner outside emoji', 'Айдар\u200dов'],
    ['a soft hyphen', 'ал\u00adматы'],
    ['a byte order mark', '\ufeffАлматы'],
    ['a filler of Hangul', 'Айдар\u3164'],
    ['a variation selector outside emoji', 'А\ufe0f'],
    ['a blank of Braille', 'Айдар\u2800'],
    ['a separator of lines', 'a\u2028b'],
    ['half a pair', 'a\ud800'],
    ['a tag', '🏴\u{e0041}'],
    ['a character that could not be decoded', 'акт \ufffd\ufffd.pdf'],
    ['no character at all', 'a\uffff'],
  ])('holds no %s', (_what, text) => {
    expect([textFault(text, 'line'), textFault(text, 'lines')]).toEqual(['text-malformed', 'text-malformed']);
  });

  test('has lines where it may have them', () => {
    expect(['a\nb', 'a\r\nb', 'a\tb'].map((text) => textFault(text, 'lines'))).toEqual([null, null, null]);
    expect(['a\nb', 'a\r\nb', 'a\tb'].map((text) => textFault(text, 'line'))).toEqual([
      'text-malformed',
      'text-malformed',
      'text-malformed',
    ]);
  });

  test('is empty when nobody would see anything', () => {
    for (const text of ['', ' \t\n', '\u200b\u200c', '\u3164\u115f', '\u2800', '\ufe0f'])
      expect(textFault(text, 'lines')).toBe('text-empty');
  });
});

test('characters are counted as people count them, not as UTF-16 does', () => {
  expect([charactersIn(''), charactersIn('әab'), charactersIn('💥💥'), charactersIn('a\ud800b')]).toEqual([
    0, 3, 2, 3,
  ]);
});

describe('an address of e-mail', () => {
  test.each([
    'a@b.kz',
    'first.last+tag@mail.example.kz',
    "o'neil_1@example.com",
    'info@xn--80ao21a.kz',
    `${'a'.repeat(64)}@example.kz`,
  ])('may be %s', (text) => {
    expect(isEmailAddress(text)).toBe(true);
  });

  test.each([
    'a\u200b@b.kz',
    'a@b\u00ad.kz',
    'a@b.kz\u0000',
    'a@b.kz\n',
    'a b@b.kz',
    'a@b.kz;c@d.kz',
    'a@b.kz,c@d.kz',
    'mailto:a@b.kz',
    'Айдар <a@b.kz>',
    '"a b"@b.kz',
    'a@@b.kz',
    '.a@b.kz',
    'a.@b.kz',
    'a..b@b.kz',
    'a@b',
    'a@b..kz',
    'a@-b.kz',
    'a@b.kz.',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'пошта@мысал.қаз',
    '@b.kz',
    'a@',
    `${'a'.repeat(65)}@example.kz`,
    `a@${'b'.repeat(64)}.kz`,
    `a@${'bbbbbbbbb.'.repeat(26)}kz`,
  ])('is not %j', (text) => {
    expect(isEmailAddress(text)).toBe(false);
  });
});
