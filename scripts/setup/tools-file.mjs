import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { home } from './paths.mjs';

const file = join(home, 'tools.json');

/** What the last set-up found: paths of `temporal` and `testServer`. */
export function rememberedTools() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/** Leaves the paths where the stack (scripts/stack/tools.ts) reads them. */
export function rememberTools(found) {
  const before = rememberedTools();
  const after = { ...before, ...found };
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
}
