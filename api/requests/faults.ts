import { parseInstant } from '../../calendars/instant.ts';
import type { Instant } from '../../calendars/instant.ts';
import type { RegulationEdition, Subtype } from '../../regulation/edition.ts';
import { textFault } from '../../regulation/person-text.ts';
import { within } from '../../regulation/pointer.ts';
import { instantIn } from '../http/instants.ts';
import { Problem } from '../http/problem.ts';
import type { FieldFault } from '../http/validation.ts';

/** Collects everything wrong with a body, so that it is told at once. */
export interface Faults {
  add(fault: FieldFault): void;
  /** Notes every value that is not one of `allowed`; `pointer` is of the list. */
  checkIds(pointer: string, values: readonly string[], allowed: readonly string[]): void;
  /** Notes every text inside of a value of any shape that is no text of a person; what is empty may be. */
  checkTexts(pointer: string, value: unknown): void;
  /** The instant that a text names, whatever its offset. Notes a text that names none, and gives the earliest instant. */
  instant(pointer: string, text: string): Instant;
  /** Throws `invalid-body` if anything was noted. */
  settle(): void;
}

const noInstant = parseInstant('1970-01-01T00:00:00Z');

/** An empty collection. */
export function collectFaults(): Faults {
  const noted: FieldFault[] = [];
  return {
    add: (fault) => {
      noted.push(fault);
    },
    checkIds: (pointer, values, allowed) => {
      for (const [index, value] of values.entries()) {
        if (allowed.includes(value)) continue;
        noted.push({
          pointer: `${pointer}/${index}`,
          code: 'value-not-allowed',
          params: { allowed: allowed.join(', ') },
        });
      }
    },
    checkTexts: function check(pointer, value) {
      if (typeof value === 'string') {
        if (textFault(value, 'lines') === 'text-malformed') noted.push({ pointer, code: 'text-malformed' });
      } else if (typeof value === 'object' && value !== null)
        for (const [name, member] of Object.entries(value)) {
          if (textFault(name, 'line') === 'text-malformed') noted.push({ pointer, code: 'text-malformed' });
          check(within(pointer, name), member);
        }
    },
    instant: (pointer, text) => {
      const instant = instantIn(text);
      if (instant === null) noted.push({ pointer, code: 'instant-invalid' });
      return instant ?? noInstant;
    },
    settle: () => {
      if (noted.length > 0) throw new Problem('invalid-body', { errors: noted });
    },
  };
}

/** Ids of the fields of an application's form. */
export function fieldIds(regulation: RegulationEdition, subtype: Subtype): readonly string[] {
  return regulation.applicationForms[subtype].map((field) => field.id);
}

/** Ids of the documents that may be attached. */
export function documentIds(regulation: RegulationEdition): readonly string[] {
  return regulation.documentKinds.map((kind) => kind.id);
}

/** Ids of the four grounds of refusal. */
export function groundIds(regulation: RegulationEdition): readonly string[] {
  return regulation.refusalGrounds.map((ground) => ground.id);
}

/** Codes of incompleteness, which is no ground of item 9. */
export function incompletenessCodes(regulation: RegulationEdition): readonly string[] {
  return regulation.incompletenessReasons.map((reason) => reason.code);
}
