import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { addToCache, cached } from './cached-tool.mjs';
import { onPath, root } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { step } from './progress.mjs';
import { lastLines, run } from './run.mjs';
import { downloadBySdk, downloadedBySdk } from './sdk-download.mjs';
import { hashOf } from './stamp.mjs';

const pom = join(root, 'tools', 'temporal-test-server', 'pom.xml');

// `exec`, because the SDK stops its server with SIGKILL, which a shell in between would not pass on.
// The two flags halve the start: the SDK gives it five seconds.
const launcher = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** Path of Temporal's time-skipping test server, from the first source that has it (docs/decisions/0004). */
export async function findTestServer() {
  const given = process.env.TEMPORAL_TEST_SERVER_PATH;
  if (given && !existsSync(given)) {
    throw new SetupProblem(`TEMPORAL_TEST_SERVER_PATH is ${given}, but there is no such file.`);
  }
  if (given) return given;
  const entry = `temporal-test-server-${hashOf([pom], launcher)}`;
  const java = cached(entry);
  if (java && onPath('java')) return join(java, 'test-server');
  return (
    downloadedBySdk('time-skipping') ??
    (await downloadBySdk(
      'time-skipping',
      "Downloading the time-skipping test server by the SDK's own way",
    )) ??
    join(await addToCache(entry, assemble), 'test-server')
  );
}

async function assemble(folder) {
  const [java, maven] = [onPath('java'), onPath('mvn')];
  if (!java || !maven) {
    throw new SetupProblem(
      `No time-skipping test server: its download failed, and there is no ${java ? 'Maven' : 'Java'} to fetch and run it with.\n` +
        'Install Java 11 or later and Maven (Debian: apt-get install default-jre-headless maven), or name a server in TEMPORAL_TEST_SERVER_PATH.',
    );
  }
  mkdirSync(folder, { recursive: true });
  const lib = join(folder, 'lib');
  const result = await step('Fetching the time-skipping test server with Maven', () =>
    run('test-server', maven, ['-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`]),
  );
  if (!result.ok) {
    throw new SetupProblem(
      `Maven could not fetch the time-skipping test server; it needs Maven Central or a mirror of it.\n${lastLines(result.output)}\n  whole log: ${result.log}`,
    );
  }
  writeFileSync(join(folder, 'test-server'), launcher);
  chmodSync(join(folder, 'test-server'), 0o755);
  return true;
}
