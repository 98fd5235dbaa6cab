import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { conformance } from './conformance.ts';
import { loopback, problem, type Loopback, type Script } from '../client/loopback.fake.ts';

const launcher = fileURLToPath(new URL('otinish.mjs', import.meta.url));

let server: Loopback | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [launcher, 'conformance', ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

async function against(script: Script, ...args: readonly string[]): Promise<Ended> {
  server = await loopback(script);
  return run(server.url, ...args);
}

const sandbox = {
  '/applications': { post: {} },
  '/sandbox/applications/{id}/advance': { post: {} },
};
const describing =
  (paths: object, then: Script = () => problem(401, 'unauthenticated')): Script =>
  (asked, times) =>
    asked.path === '/openapi.json'
      ? { body: { openapi: '3.1.0', servers: [{ url: '/v1' }], paths } }
      : then(asked, times);

describe('otinish conformance says what is wrong, and runs nothing, when', () => {
  test.each([
    [[], 'name one URL'],
    [['nowhere', '--token', 'x'], "'nowhere' is no address of a deployment"],
    [['http://127.0.0.1:1'], 'give a portal’s --token, or --issuer, --client-id and --client-secret'],
    [['http://127.0.0.1:1', '--token', 'x', '--quickly'], "Unknown option '--quickly'"],
    [['http://127.0.0.1:1', '--token', '@/nothing/here'], 'ENOENT'],
    [['http://127.0.0.1:1', '--token', 'x', '--head-token', 'y'], 'officers come together'],
    [['http://127.0.0.1:1', '--token', 'x', '--webhook-listen', 'here'], '--webhook-listen is HOST:PORT'],
    [['http://127.0.0.1:1', '--token', 'x'], 'http://127.0.0.1:1 cannot be reached'],
  ])('it is asked %j', async (args, reason) => {
    await expect(conformance.run(args)).rejects.toThrow(reason);
  });

  test('the address is that of something else', async () => {
    const { code, stdout, stderr } = await against(describing({ '/pets': {} }), '--token', 'x');

    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('is no Otinish API')]);
  });

  test('the deployment has no sandbox', async () => {
    const { code, stderr } = await against(describing({ '/applications': { post: {} } }), '--token', 'x');

    expect([code, stderr]).toEqual([2, expect.stringContaining('is not in sandbox mode')]);
  });

  test('the token is refused, or that of somebody else', async () => {
    const refused = await against(describing(sandbox), '--token', 'x');
    await server?.close();
    const head = await against(
      describing(sandbox, () => problem(403, 'forbidden-role')),
      '--token',
      'x',
    );

    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('the token is refused')]);
    expect([head.code, head.stderr]).toEqual([2, expect.stringContaining('not that of a portal')]);
  });
});

test('a deployment that does everything wrong is told so check by check, and the run ends with 1', async () => {
  const wrong = describing(sandbox, ({ path }) =>
    path === '/v1/uploads' ? { status: 201, body: {} } : { status: 404, body: {} },
  );
  const { code, stdout } = await against(wrong, '--token', 'x', '--json');
  const { passed, failed, checks } = JSON.parse(stdout) as {
    passed: number;
    failed: number;
    checks: readonly { verdict: { kind: string; reason?: string } }[];
  };

  expect(code).toBe(1);
  expect(passed).toBe(0);
  expect(failed).toBeGreaterThan(10);
  expect(checks.every(({ verdict }) => verdict.reason !== undefined)).toBe(true);
});

test('it explains itself', async () => {
  expect(await run('--help')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Usage: otinish conformance URL/),
  });
});
