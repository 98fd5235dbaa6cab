import { repeatUntil } from '../rounds.ts';
import { tellAlarm, type Alarm } from './alarms.ts';

/** Looks at one thing that may go wrong, and gives the alarms there are reason for now. It may fail: then it knows nothing new. */
export type Look = () => Promise<readonly Alarm[]>;

/** The part of a logger that alarms need. */
export interface AlarmLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** What there is reason to tell operators now. */
export interface Watch {
  alarms(): readonly Alarm[];
  /** Looks at everything once. */
  look(): Promise<void>;
}

/**
 * A watch over the looks given, by name. An alarm is logged when it begins, when it comes to be about something else, and when it
 * is over. A look that fails leaves what it found before.
 */
export function openWatch(looks: Readonly<Record<string, Look>>, log: AlarmLog): Watch {
  const found = new Map<string, readonly Alarm[]>();
  const alarms = (): readonly Alarm[] => [...found.values()].flat();

  async function lookAt(name: string, look: Look): Promise<void> {
    try {
      found.set(name, await look());
    } catch (error) {
      log.warn({ look: name, err: error }, 'nobody could look whether something stands still');
    }
  }

  return {
    alarms,
    look: async () => {
      const before = alarms();
      await Promise.all(Object.entries(looks).map(([name, look]) => lookAt(name, look)));
      tellChanges(before, alarms(), log);
    },
  };
}

function tellChanges(before: readonly Alarm[], now: readonly Alarm[], log: AlarmLog): void {
  const same = ({ code, count, about }: Alarm) => JSON.stringify([code, count, about]);
  const known = new Set(before.map(same));
  for (const alarm of now)
    if (!known.has(same(alarm)))
      log.error({ alarm: alarm.code, count: alarm.count, about: alarm.about }, tellAlarm(alarm, 'en'));
  const codes = new Set(now.map(({ code }) => code));
  for (const code of new Set(before.map((alarm) => alarm.code)))
    if (!codes.has(code)) log.info({ alarm: code }, 'this alarm is over');
}

/** What is wrong is told within a minute: two looks. */
const everyMs = 20_000;

/** Looks again and again until `signal` is aborted; resolves after the look under way. Never rejects. */
export function watchUntil(signal: AbortSignal, watch: Watch): Promise<void> {
  return repeatUntil(signal, { everyMs, onFailure: () => undefined }, async () => {
    await watch.look();
    return false;
  });
}
