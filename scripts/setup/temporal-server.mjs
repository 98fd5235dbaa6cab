import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { addToCache, cached } from './cached-tool.mjs';
import { onPath, root } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';
import { downloadBySdk, downloadedBySdk } from './sdk-download.mjs';
import { hashOf } from './stamp.mjs';

const moduleFolder = join(root, 'tools', 'temporal');
const command = 'github.com/temporalio/cli/cmd/temporal';

/**
 * Path of the Temporal CLI with its dev server, from the first source that has it (docs/decisions/0004); undefined
 * when TEMPORAL_ADDRESS names a server to use instead.
 */
export async function findTemporalServer() {
  const given = process.env.TEMPORAL_CLI_PATH;
  if (given && !existsSync(given))
    throw new SetupProblem(`TEMPORAL_CLI_PATH is ${given}, but there is no such file.`);
  const entry = `temporal-${hashOf(
    ['go.mod', 'go.sum'].map((file) => join(moduleFolder, file)),
    process.platform,
    process.arch,
  )}`;
  return (
    given ??
    onPathIfNew() ??
    cached(entry) ??
    downloadedBySdk('dev-server') ??
    (process.env.TEMPORAL_ADDRESS ? undefined : await obtain(entry))
  );
}

async function obtain(entry) {
  return (
    (await downloadBySdk('dev-server', "Downloading the Temporal dev server by the SDK's own way")) ??
    (await addToCache(entry, buildWithGo))
  );
}

/** `temporal` on PATH unless its server is older than 1.28, the first with everything the workflows use. */
function onPathIfNew() {
  const path = onPath('temporal');
  if (!path) return undefined;
  try {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 5_000 });
    const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version) ?? [];
    if (Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 28)) return path;
    process.stderr.write(`${path} is too old (${version.trim()}): another Temporal server is used.\n`);
  } catch {
    process.stderr.write(`${path} does not run: another Temporal server is used.\n`);
  }
  return undefined;
}

async function buildWithGo(target) {
  const go = onPath('go');
  if (!go) {
    throw new SetupProblem(
      'No Temporal server: there is no `temporal` on PATH, its download failed, and there is no Go to build it with.\n' +
        'Install one of the two and run the same command again:\n' +
        '  the Temporal CLI   https://docs.temporal.io/cli\n' +
        '  Go 1.26 or later   https://go.dev/dl\n' +
        'or name a running server in TEMPORAL_ADDRESS.',
    );
  }
  const result = await step(
    'Building the Temporal dev server with Go: once, about 3 minutes on 2 cores',
    () =>
      run('temporal', go, ['build', '-trimpath', '-ldflags', '-s -w', '-o', target, command], {
        cwd: moduleFolder,
        env: { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' },
      }),
  );
  if (!result.ok) {
    throw new SetupProblem(
      `The Temporal dev server could not be built; it needs Go 1.26.4 or later (or 1.21 with GOTOOLCHAIN=auto) and a Go module proxy.\n${lastLines(result.output)}\n  whole log: ${result.log}`,
    );
  }
  return true;
}
