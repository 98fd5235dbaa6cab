import { execFile } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../scripts/stack/tools.ts';

const run = promisify(execFile);

/** An empty project of somebody else, with the packed client installed as they would. */
export interface FreshProject {
  readonly folder: string;
  /** Writes a file of the project and gives its path. */
  write(name: string, text: string): string;
  /** What a program of the project prints; throws with all that it said when it fails. */
  run(command: string, ...args: readonly string[]): Promise<string>;
  remove(): void;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/** Packs the client, and what it needs as it lies in node_modules: the registry is not asked, so that what is tried is what is tested here. */
export async function installPackedClient(): Promise<FreshProject> {
  const folder = mkdtempSync(join(tmpdir(), 'otinish-packed-client-'));
  const project: FreshProject = {
    folder,
    write: (name, text) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    run: async (command, ...args) => (await run(command, args, { cwd: folder, maxBuffer: 1e8 })).stdout,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    const tarballs = await Promise.all([
      pack(join(root, 'client'), folder),
      ...needed().map((name) => pack(join(root, 'node_modules', name), folder, '--ignore-scripts')),
    ]);
    const dependencies = Object.fromEntries(tarballs.map(({ name, file }) => [name, `file:${file}`]));
    project.write('package.json', JSON.stringify({ private: true, type: 'module', dependencies }));
    await project.run('npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
    return project;
  } catch (error) {
    project.remove();
    throw error;
  }
}

async function pack(from: string, into: string, ...flags: readonly string[]) {
  const args = ['pack', '--json', '--pack-destination', into, ...flags];
  const { stdout } = await run('npm', args, { cwd: from, maxBuffer: 1e8 });
  // What a package's own scripts print comes before it.
  const [packed] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [{ name: string; filename: string }];
  return { name: packed.name, file: packed.filename };
}

/** All that the client depends on, by the lock of this checkout. */
function needed(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const client = JSON.parse(readFileSync(join(root, 'client', 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const found = new Set<string>();
  const queue = Object.keys(client.dependencies);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return [...found];
}

/** The Node of this checkout and the one that the machine has of its own, if it has one that the client is for: by version. */
export async function nodesHere(): Promise<ReadonlyMap<string, string>> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.startsWith(root));
  const own = folders.map((folder) => join(folder, 'node')).find(isProgram);
  const nodes = new Map<string, string>();
  for (const node of [process.execPath, ...(own === undefined ? [] : [realpathSync(own)])]) {
    const version = (await run(node, ['--version'])).stdout.trim();
    if (Number(/^v(\d+)/.exec(version)?.[1]) >= 20) nodes.set(version, node);
  }
  return nodes;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
