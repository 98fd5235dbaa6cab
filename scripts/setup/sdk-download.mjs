import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { addToCache, cached } from './cached-tool.mjs';
import { projectEnv, root } from './paths.mjs';
import { step } from './progress.mjs';
import { run } from './run.mjs';

const longestDownloadMs = 5 * 60_000;
const child = fileURLToPath(new URL('sdk-download-child.mjs', import.meta.url));

/** A server the Temporal SDK downloaded earlier (`kind`: `dev-server` or `time-skipping`), or undefined. */
export function downloadedBySdk(kind) {
  const folder = cached(folderName(kind));
  return folder && executableIn(folder);
}

/** Lets the Temporal SDK download a server; undefined where it cannot, which offline it says at once. */
export async function downloadBySdk(kind, title) {
  const folder = await addToCache(folderName(kind), async (temporary) => {
    const node = join(root, 'node_modules', '.bin', 'node');
    const result = await step(title, () =>
      run(`download-${kind}`, node, [child, kind, temporary], {
        env: projectEnv(),
        timeoutMs: longestDownloadMs,
      }),
    );
    return result.ok && executableIn(temporary) !== undefined;
  });
  return folder && executableIn(folder);
}

function executableIn(folder) {
  if (!existsSync(folder)) return undefined;
  const name = readdirSync(folder).find(
    (file) => file.startsWith('temporal') && !file.endsWith('.downloading'),
  );
  return name && join(folder, name);
}

// The SDK chooses the server's version by its own, so that names the cache entry.
function folderName(kind) {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/@temporalio/testing/package.json'), 'utf8'),
  );
  return `sdk-${version}-${kind}-${process.platform}-${process.arch}`;
}
