import { isBlank } from './blank.ts';

/**
 * Characters that do not show what they are: of control, of direction, without a width, half ones, and the sign that stands
 * for what somebody could not decode. Lines may end, and a column may be indented, where a text has lines.
 */
const unseen = /[\p{Cc}\p{Cf}\p{DI}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u2800\ufffd]/u;
const unseenBesideLines = /[^\P{Cc}\t\n\r]|[\p{Cf}\p{DI}\p{Cs}\p{Zl}\p{Zp}\p{NChar}\u2800\ufffd]/u;
/** Emoji are made of several characters, some of which are seen by nobody. */
const emoji = /\p{RGI_Emoji}/gv;

/** What is wrong with a text of a person. */
export type TextFault = 'text-empty' | 'text-malformed';

/**
 * The one rule for every text of a person, in a form, a command, the register or the name of a file: something in it can be
 * seen, and nothing else is in it. Null when nothing is wrong. A `line` has no ends of lines in it. Texts are kept as they are.
 */
export function textFault(text: string, shape: 'line' | 'lines'): TextFault | null {
  if (isBlank(text)) return 'text-empty';
  const refused = shape === 'line' ? unseen : unseenBesideLines;
  return refused.test(text) && refused.test(text.replaceAll(emoji, '')) ? 'text-malformed' : null;
}

/** The length of a text in characters, as JSON Schema counts it: what takes two units of UTF-16 is one. */
export function charactersIn(text: string): number {
  let units = 0;
  for (let index = 0; index < text.length; index += 1) {
    // The second half of a pair is counted with its first.
    const isPair = (text.codePointAt(index) ?? 0) > 0xff_ff;
    if (isPair) index += 1;
    units += 1;
  }
  return units;
}

// What browsers take for an address (HTML, "valid e-mail address"), with a name of the domain that can be looked up.
const mailbox = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const domain = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;

/**
 * Whether a text is an address of e-mail and nothing else: a dot-string of RFC 5321 §4.1.2 before the sign, a name of DNS with a
 * dot behind it, in ASCII. A domain in Cyrillic is written as `xn--…`, which every mail server understands.
 */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, host] = [text.slice(0, at), text.slice(at + 1)];
  return at > 0 && at <= 64 && text.length <= 254 && mailbox.test(local) && domain.test(host);
}
