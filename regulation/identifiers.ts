/** An individual identification number whose digits are sound; whether the person exists only the register knows. */
export type Iin = string & { readonly brand: 'Iin' };

/** A business identification number whose digits are sound; whether the firm exists only the register knows. */
export type Bin = string & { readonly brand: 'Bin' };

/** Why the digits cannot be an IIN or a BIN. `never-issued`: both passes of the check give 10. */
export type IdentifierFault =
  'not-12-digits' | 'check-digit-wrong' | 'never-issued' | 'date-impossible' | 'kind-unknown';

/** `century` is `unusual` for a 7th digit outside 1 to 6: such numbers exist, so they are no fault. */
export type ParsedIin =
  | { readonly kind: 'iin'; readonly iin: Iin; readonly century: 18 | 19 | 20 | 'unusual' }
  | { readonly kind: 'refused'; readonly fault: IdentifierFault };

export type ParsedBin =
  | {
      readonly kind: 'bin';
      readonly bin: Bin;
      readonly holder: 'resident' | 'non-resident' | 'joint-sole-traders';
      readonly unit: 'head-office' | 'branch' | 'representation' | 'farm' | 'other';
    }
  | { readonly kind: 'refused'; readonly fault: IdentifierFault };

/**
 * An IIN: YYMMDD, century and sex, serial, check digit (Government decree 565/2003).
 * Refuses anything but 12 digits, a wrong check digit, a number that cannot be issued, an impossible birth date.
 *
 * @example parseIin('850101100012') // { kind: 'iin', iin: '850101100012', century: 18 }
 */
export function parseIin(text: string): ParsedIin {
  const fault = checkFault(text);
  if (fault !== undefined) return { kind: 'refused', fault };

  const century = ([18, 18, 19, 19, 20, 20] as const)[Number(text[6]) - 1] ?? 'unusual';
  // Without a known century any leap day may be right: 2000 had one.
  const year = (century === 'unusual' ? 20 : century) * 100 + Number(text.slice(0, 2));
  const leapDayUnknown = century === 'unusual' && text.slice(2, 6) === '0229';
  if (!leapDayUnknown && !isDate(year, Number(text.slice(2, 4)), Number(text.slice(4, 6)))) {
    return { kind: 'refused', fault: 'date-impossible' };
  }

  return { kind: 'iin', iin: text as Iin, century };
}

/**
 * A BIN: YYMM, kind of holder, kind of unit, serial, check digit (Government decree 406/2007).
 * Refuses anything but 12 digits, a wrong check digit, a number that cannot be issued, an impossible month,
 * and a kind of holder other than 4, 5, 6. A sole trader has no BIN.
 *
 * @example parseBin('281241000010') // { kind: 'bin', bin: '281241000010', holder: 'resident', unit: 'branch' }
 */
export function parseBin(text: string): ParsedBin {
  const fault = checkFault(text);
  if (fault !== undefined) return { kind: 'refused', fault };

  if (!isDate(2000, Number(text.slice(2, 4)), 1)) return { kind: 'refused', fault: 'date-impossible' };
  const holder = (['resident', 'non-resident', 'joint-sole-traders'] as const)[Number(text[4]) - 4];
  if (holder === undefined) return { kind: 'refused', fault: 'kind-unknown' };
  const unit = (['head-office', 'branch', 'representation', 'farm'] as const)[Number(text[5])] ?? 'other';

  return { kind: 'bin', bin: text as Bin, holder, unit };
}

/** Whether a text can be the number of an applicant: an IIN or a BIN with sound digits. */
export function isIinOrBin(text: string): boolean {
  return parseIin(text).kind === 'iin' || parseBin(text).kind === 'bin';
}

const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2];

function checkFault(text: string): IdentifierFault | undefined {
  if (!/^\d{12}$/.test(text)) return 'not-12-digits';

  const digits = Array.from(text, Number);
  const first = weightedRemainder(digits, firstPass);
  const check = first === 10 ? weightedRemainder(digits, secondPass) : first;
  if (check === 10) return 'never-issued';
  return check === digits[11] ? undefined : 'check-digit-wrong';
}

function weightedRemainder(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11;
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}
