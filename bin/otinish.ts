// `npx otinish verify-proof FILE [--json]`: checks a proof of deadlines offline. 0: equal; 1: not; 2: asked wrongly.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkProofFile, type FileVerdict } from '../api/applications/proof-check.ts';

const usage = `Usage: otinish verify-proof FILE [--json]

Counts every deadline of a saved proof again, from the calendar editions in this checkout alone, without a network.
FILE is the answer of GET /v1/applications/{id}/deadlines; - is standard input.
Exit: 0 the proof is equal to what is counted, 1 it is not or cannot be read, 2 wrong arguments.
`;

process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): number {
  const asked = askedFor(args);
  if ('help' in asked) {
    process.stdout.write(usage);
    return 0;
  }
  if ('wrong' in asked) {
    process.stderr.write(`otinish: ${asked.wrong}\n\n${usage}`);
    return 2;
  }
  const verdict = verdictOn(asked.file);
  process.stdout.write(asked.json ? `${JSON.stringify(summaryOf(verdict))}\n` : `${told(verdict)}\n`);
  return verdict.equal ? 0 : 1;
}

type Asked =
  { readonly help: true } | { readonly wrong: string } | { readonly file: string; readonly json: boolean };

function askedFor(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) return { help: true };
    const [command, file, ...more] = positionals;
    if (command !== 'verify-proof') return { wrong: `there is no command '${command ?? ''}'` };
    if (file === undefined || more.length > 0) return { wrong: 'name one file' };
    return { file, json: values.json };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function verdictOn(file: string): FileVerdict {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    return { equal: false, unreadable: error instanceof Error ? error.message : String(error) };
  }
  return checkProofFile(bytes);
}

function summaryOf(verdict: FileVerdict): object {
  if (!verdict.equal) return verdict;
  const { proof, canonical } = verdict;
  const { number, version, items, history, editions, chain, sha256 } = proof;
  return {
    equal: true,
    canonical,
    number,
    version,
    terms: items.length,
    earlierValues: history.length,
    unproved: unprovedOf(proof),
    enteredAtRunTime: editions.flatMap(({ id, record }) => (record ? [id] : [])),
    chain,
    sha256,
  };
}

function unprovedOf({ items, history }: Extract<FileVerdict, { equal: true }>['proof']): readonly string[] {
  return [...items, ...history].flatMap(({ term, proof }) => (proof === null ? [term] : []));
}

function told(verdict: FileVerdict): string {
  if (!verdict.equal) {
    return 'unreadable' in verdict
      ? `unreadable: ${verdict.unreadable}`
      : `different at ${verdict.where === '' ? 'the whole file' : verdict.where}\n  expected: ${JSON.stringify(verdict.expected)}\n  found:    ${JSON.stringify(verdict.found)}`;
  }
  const { number, version, items, history, editions, chain, sha256 } = verdict.proof;
  const entered = editions.flatMap(({ record }) => record ?? []);
  return [
    `equal: application ${number}, version ${version}: ${items.length} terms and ${history.length} earlier values`,
    ...unprovedOf(verdict.proof).map((term) => `  not counted: ${term} stands by the trail alone`),
    ...entered.map(({ id, act }) => `  entered at run time: ${id}, by ${act.name.en}, ${act.link}`),
    ...(verdict.canonical
      ? []
      : ['  written in another form than the canonical one; the content is the same']),
    `  sha256 ${sha256}`,
    `  trail  ${chain.head} (${chain.length} lines)`,
  ].join('\n');
}
