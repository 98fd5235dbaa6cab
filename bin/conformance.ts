import { writeFileSync } from 'node:fs';
import { clientCredentials, type TokenSource } from '../client/index.ts';
import type { Checked } from '../conformance/inspection.ts';
import { CannotRun, openScene, type KitOptions } from '../conformance/opening.ts';
import { junitOf, lineOf, summaryOf } from '../conformance/reports.ts';
import { inspect } from '../conformance/run.ts';
import type { Receiver } from '../conformance/scene.ts';
import { wordsOf, WrongUse, type CliCommand } from './command.ts';
import { addressOf, bearer, officersOf, officersOptions } from './tokens.ts';

const text = { type: 'string' } as const;
const options = {
  token: text,
  issuer: text,
  'client-id': text,
  'client-secret': text,
  scope: text,
  'other-token': text,
  ...officersOptions,
  'webhook-listen': text,
  'webhook-url': text,
  junit: text,
  json: { type: 'boolean', default: false },
} as const;

type Given = { readonly [Name in Exclude<keyof typeof options, 'json'>]?: string | undefined };

/** A portal's whole life against a deployment. 0: nothing failed; 1: something did; 2: it could not be run. */
export const conformance: CliCommand = {
  usage: `Usage: otinish conformance URL --token TOKEN [options]

Runs a portal's whole life against a deployment in sandbox mode, and says what passed. The applications that it submits
stay there, in sandbox time; the firms in them do not exist. A TOKEN may be @FILE.

  --token TOKEN            of a portal; or by client credentials:
                           --issuer URL --client-id ID --client-secret SECRET [--scope SCOPE]
  --other-token TOKEN      of another portal, which must see nothing of the first
  --head-token TOKEN --executor-token TOKEN --notifier-token TOKEN
                           of officers: the hearings and both decisions, too
  --executor-id ID         the executor in the staff register; the subject of his token unless given
  --webhook-listen HOST:PORT
                           where deliveries arrive; a free port of this machine unless given, when URL is on it
  --webhook-url URL        the same place as the deployment reaches it
  --json                   the checks as JSON
  --junit FILE             the checks as JUnit XML, too
Exit: 0 nothing failed (what was skipped says why), 1 something failed, 2 it could not be run.
`,
  run: async (args) => {
    const { values, positionals } = wordsOf(args, options);
    const scene = await openScene(kitOptionsOf(values, positionals)).catch((error: unknown) => {
      if (error instanceof CannotRun) throw new WrongUse(error.message);
      throw error;
    });
    let before: Checked | undefined;
    const checks = await inspect(scene, (checked) => {
      if (!values.json) process.stdout.write(lineOf(checked, before));
      before = checked;
    });
    if (values.junit !== undefined) writeFileSync(values.junit, junitOf(scene.url, checks));
    const summary = summaryOf(checks);
    const { passed, failed, skipped } = summary;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ url: scene.url, ...summary, checks }, null, 2)}\n`
        : `\n${passed} passed, ${failed} failed, ${skipped} skipped\n`,
    );
    return failed === 0 ? 0 : 1;
  },
};

function kitOptionsOf(given: Given, positionals: readonly string[]): KitOptions {
  const url = addressOf(positionals);
  return {
    url,
    token: tokenOf(given),
    otherToken: bearer(given['other-token']) ?? null,
    officers: officersOf(given),
    receiver: receiverOf(given, url),
  };
}

function tokenOf(given: Given): TokenSource {
  const token = bearer(given.token);
  if (token !== undefined) return token;
  const { issuer, 'client-id': clientId, 'client-secret': clientSecret, scope } = given;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new WrongUse('give a portal’s --token, or --issuer, --client-id and --client-secret');
  return clientCredentials({ issuer, clientId, clientSecret, ...(scope !== undefined && { scope }) });
}

function receiverOf(
  { 'webhook-listen': listen, 'webhook-url': url }: Given,
  deployment: string,
): Receiver | null {
  if (listen === undefined) {
    const here = ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(deployment).hostname);
    return here ? { host: '127.0.0.1', port: 0, url: url ?? null } : null;
  }
  const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(listen) ?? [];
  if (host === '') throw new WrongUse(`--webhook-listen is HOST:PORT, not '${listen}'`);
  return { host, port: Number(port), url: url ?? null };
}
