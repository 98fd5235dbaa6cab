import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All that a bundle of workflows is made of (test/bundle.test.ts), and what says which version of the libraries. */
export const sourcesOfBundle = ['calendars', 'regulation', 'workflows', 'package-lock.json'];

/**
 * The path of a bundle in `folder` that was made from exactly these files and folders of `root`; it is made when there is none,
 * and older ones are removed. Bundling takes more than half of a worker's start.
 */
export async function keptBundle(
  folder: string,
  { root, sources }: { readonly root: string; readonly sources: readonly string[] },
  make: () => Promise<string>,
): Promise<string> {
  const file = join(folder, `${digestOf(root, sources)}.js`);
  if (existsSync(file)) return file;
  const code = await make();
  mkdirSync(folder, { recursive: true });
  const older = readdirSync(folder);
  // Renamed when complete: a worker that starts at the same time reads a whole one.
  const half = `${file}.${String(process.pid)}`;
  writeFileSync(half, code);
  renameSync(half, file);
  for (const name of older) rmSync(join(folder, name), { force: true });
  return file;
}

function digestOf(root: string, sources: readonly string[]): string {
  const hash = createHash('sha256');
  const read = (path: string): void => {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  };
  for (const source of sources) {
    if (source.includes('.')) read(source);
    else
      for (const name of readdirSync(join(root, source), { recursive: true, encoding: 'utf8' }).toSorted())
        if (/\.(ts|json)$/.test(name) && !name.endsWith('.test.ts')) read(join(source, name));
  }
  return hash.digest('hex').slice(0, 32);
}
