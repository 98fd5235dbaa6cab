import { CalendarError } from '../../calendars/calendar-error.ts';
import { parseInstant, type Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import type { FormField } from '../../regulation/forms.ts';
import { isSubtype } from '../../regulation/subtypes.ts';
import { validateApplication, validateEnvelope } from '../../regulation/validation.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import { Problem } from '../http/problem.ts';
import type { FieldFault } from '../http/validation.ts';

/** The IIN or BIN that a body names as its applicant's, and where it stands; null when it names none. */
export function applicantIn(body: unknown): { readonly id: string; readonly pointer: string } | null {
  const { form } = (body ?? {}) as { readonly form?: { readonly applicant?: unknown } | null };
  const { bin, iin } = (form?.applicant ?? {}) as { readonly bin?: unknown; readonly iin?: unknown };
  if (typeof bin === 'string') return { id: bin, pointer: '/form/applicant/bin' };
  return typeof iin === 'string' ? { id: iin, pointer: '/form/applicant/iin' } : null;
}

/**
 * Everything wrong with a submission that can be told from itself; `schemaFaults` are those that the route's schema found. No
 * paper is issued after today, the day of `now`, or the later one on which a sandbox clock starts. `confinedTo`: the only
 * applicant of the caller's token.
 */
export function faultsOfSubmission(
  body: unknown,
  schemaFaults: readonly FieldFault[],
  {
    sandbox,
    now,
    confinedTo,
  }: { readonly sandbox: boolean; readonly now: Instant; readonly confinedTo: string | undefined },
): readonly FieldFault[] {
  const faults = [...schemaFaults];
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const { subtype, form, documents, contact, language, statements, representative, ...sandboxed } =
      body as Record<string, unknown>;
    if (isSubtype(subtype)) {
      const startsAt = sandbox ? startOf(sandboxed['sandboxClock']) : null;
      // Who plays a year gone by may do so with the papers of today.
      const latest = startsAt !== null && startsAt > now ? startsAt : now;
      faults.push(...validateApplication(subtype, form, documents, localDay(latest)));
    }
    faults.push(
      ...validateEnvelope({
        contact,
        language,
        statements,
        ...(representative === undefined ? {} : { representative }),
      }),
    );
    for (const name of ['sandboxClock', 'sandboxPolicy'])
      if (sandboxed[name] !== undefined && !sandbox)
        faults.push({ pointer: `/${name}`, code: 'sandbox-off' });
  }
  const applicant = applicantIn(body);
  if (confinedTo !== undefined && applicant !== null && applicant.id !== confinedTo)
    faults.push({ pointer: applicant.pointer, code: 'applicant-not-yours' });
  return faults;
}

/**
 * Throws with every fault at once, the first of each place: those of the submission itself, of which there is one, and those of its
 * files. A submission whose only fault is a problem of its own is told that.
 */
export function refuseFaulty(
  body: unknown,
  faults: readonly FieldFault[],
  ofFiles: readonly FieldFault[],
): never {
  const codes = new Set(faults.map(({ code }) => code));
  const alone = (['applicant-not-yours', 'sandbox-off'] as const).find(
    (code) => codes.size === 1 && codes.has(code),
  );
  const all = [...faults, ...ofFiles];
  const errors = all.filter(({ pointer }, at) => all.findIndex((each) => each.pointer === pointer) === at);
  throw new Problem(alone ?? 'invalid-body', { errors: errors.map(withLine(body)) });
}

/** Adds the line of the form that a fault stands in: people know it by its number and caption. */
function withLine(body: unknown) {
  const subtype = (body as { readonly subtype?: unknown } | null)?.subtype;
  const fields: readonly FormField[] = isSubtype(subtype)
    ? currentRegulationEdition.applicationForms[subtype]
    : [];
  return (fault: FieldFault) => {
    const [, form, id] = fault.pointer.split('/');
    const field = form === 'form' ? fields.find((each) => each.id === id) : undefined;
    if (field === undefined) return fault;
    return { ...fault, line: { no: field.no, caption: field.cleanCaption ?? field.caption } };
  };
}

/** When a sandbox clock starts, if that can be read; the schema finds fault with what cannot. */
function startOf(clock: unknown): Instant | null {
  const { startsAt } = (clock ?? {}) as { readonly startsAt?: unknown };
  return typeof startsAt === 'string' ? orNull(() => parseInstant(startsAt)) : null;
}

/** The day in Astana; null where calendars end, and nothing is received. */
function localDay(at: Instant): PlainDate | null {
  return orNull(() => plainDateAt(localZone, at));
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof CalendarError) return null;
    throw error;
  }
}
