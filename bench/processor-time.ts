import { readdirSync, readFileSync } from 'node:fs';

/** Processor seconds used so far, by each part of the measurement and by the whole machine. */
export interface Reading {
  readonly parts: Readonly<Record<string, number>>;
  readonly machine: number;
}

const ticksPerSecond = 100;

/**
 * Reads processor time from /proc: each part is a process with its children that are no part of
 * their own. Elsewhere than on Linux
 * everything reads as 0.
 */
export function readProcessorTime(parts: Readonly<Record<string, number>>): Reading {
  const living = processes();
  const named = Object.values(parts);
  const own = Object.entries(parts).map(([name, pid]) => {
    const members = living.filter(
      (each) => each.pid === pid || (each.parent === pid && !named.includes(each.pid)),
    );
    return [name, members.reduce((sum, each) => sum + each.ticks, 0) / ticksPerSecond] as const;
  });
  return { parts: Object.fromEntries(own), machine: machineTicks() / ticksPerSecond };
}

function processes(): { readonly pid: number; readonly parent: number; readonly ticks: number }[] {
  return folders('/proc').flatMap((name) => {
    const text = contentOf(`/proc/${name}/stat`);
    if (text === '') return [];
    // The name stands in brackets and may hold anything; the fields after it are numbered from the third.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (field: number) => Number(fields[field - 3]);
    const [parent, ticks] = [at(4), at(14) + at(15) + at(16) + at(17)];
    return [{ pid: Number(name), parent, ticks }];
  });
}

/** Busy ticks of all cores, what a hypervisor gave to others included. */
function machineTicks(): number {
  const line = contentOf('/proc/stat').split('\n')[0] ?? '';
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return user + nice + system + irq + softIrq + steal;
}

function folders(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // Gone meanwhile, or no such file system.
  }
}
