import { BrokenRecord } from '../prisma/stored-json.ts';
import type { Alarm } from './alarms.ts';

/** Rows that could not be read. What they stood among goes on without them; operators are told. */
export interface BrokenRecords {
  /** Somebody met one. Anything that is no `BrokenRecord` is left to others. */
  note(error: unknown): void;
  /** `record-broken` with those met lately. */
  look(): Promise<readonly Alarm[]>;
}

interface RecordLog {
  error(fields: { readonly err: BrokenRecord; readonly record: string }, message: string): void;
}

/** Lists are asked for all the time: what nobody met for so long is mended. */
const forgottenAfterMs = 10 * 60_000;
const mostKept = 1_000;
const mostNamed = 20;

/** Each broken row is logged when it is met first, with what is wrong with it; later it is only counted. */
export function openBrokenRecords(log: RecordLog, now: () => number = Date.now): BrokenRecords {
  const metAt = new Map<string, number>();
  return {
    note: (error) => {
      if (!(error instanceof BrokenRecord)) return;
      const name = `${error.record.table} ${error.record.id}`;
      if (!metAt.has(name)) {
        if (metAt.size >= mostKept) return;
        log.error({ err: error, record: name }, 'a record is broken: it is left out and the rest goes on');
      }
      metAt.set(name, now());
    },
    look: () => {
      for (const [name, at] of metAt) if (at < now() - forgottenAfterMs) metAt.delete(name);
      const about = [...metAt.keys()].toSorted();
      return Promise.resolve(
        about.length === 0
          ? []
          : [{ code: 'record-broken', count: about.length, about: about.slice(0, mostNamed) }],
      );
    },
  };
}
