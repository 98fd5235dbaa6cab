import { CalendarError } from '../../calendars/calendar-error.ts';
import { parseInstant, type Instant } from '../../calendars/instant.ts';
import type { PlainDate } from '../../calendars/plain-date.ts';
import { plainDateAt } from '../../calendars/zone.ts';
import { currentRegulationEdition } from '../../regulation/editions.ts';
import type { FormField } from '../../regulation/forms.ts';
import { isSubtype } from '../../regulation/subtypes.ts';
import { validateApplication, validateEnvelope } from '../../regulation/validation.ts';
import { localZone } from '../../calendars/kz/local-zone.ts';
import type { Config } from '../../config.ts';
import { Problem } from '../problems/problem.ts';
import type { FieldFault } from '../problems/validation.ts';
import type { Submission } from './submission-schemas.ts';

/**
 * The submission, once neither its schema nor the regulation finds fault with it. Throws with everything wrong at once;
 * `schemaFaults` are those that the route's schema found. No paper is issued after today, the day of `now`, or the later one on which
 * a sandbox clock starts.
 */
export function checkSubmission(
  body: unknown,
  schemaFaults: readonly FieldFault[],
  { sandbox }: Pick<Config, 'sandbox'>,
  now: Instant,
): Submission {
  const errors: FieldFault[] = [...schemaFaults];
  const told = new Set(errors.map(({ pointer }) => pointer));
  const add = (fault: FieldFault): void => {
    if (told.has(fault.pointer)) return;
    told.add(fault.pointer);
    errors.push(fault);
  };

  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    const { subtype, form, documents, contact, language, statements, representative, sandboxClock } =
      body as Record<string, unknown>;
    if (isSubtype(subtype)) {
      const startsAt = sandbox ? startOf(sandboxClock) : null;
      // Who plays a year gone by may do so with the papers of today.
      const latest = startsAt !== null && startsAt > now ? startsAt : now;
      validateApplication(subtype, form, documents, localDay(latest)).forEach(add);
    }
    validateEnvelope({
      contact,
      language,
      statements,
      ...(representative === undefined ? {} : { representative }),
    }).forEach(add);
  }
  if (errors.length > 0) throw new Problem('invalid-body', { errors: errors.map(withLine(body)) });

  const submission = body as Submission;
  for (const name of ['sandboxClock', 'sandboxPolicy'] as const) {
    if (submission[name] !== undefined && !sandbox) {
      throw new Problem('sandbox-off', { errors: [{ pointer: `/${name}`, code: 'sandbox-off' }] });
    }
  }
  return submission;
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
