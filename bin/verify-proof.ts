import { readFileSync } from 'node:fs';
import { checkProofFile, type FileVerdict } from '../proofs/check.ts';
import { WrongUse, wordsOf, type CliCommand } from './command.ts';

/** Checks a proof of deadlines offline. 0: equal; 1: not. */
export const verifyProof: CliCommand = {
  usage: `Usage: otinish verify-proof FILE [--json]

Counts every deadline of a saved proof again, from the calendar editions in this checkout alone, without a network.
FILE is the answer of GET /v1/applications/{id}/deadlines; - is standard input.
Exit: 0 the proof is equal to what is counted, 1 it is not or cannot be read, 2 wrong arguments.
`,
  run: async (args) => {
    const { values, positionals } = wordsOf(args, { json: { type: 'boolean', default: false } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new WrongUse('name one file');
    const verdict = verdictOn(file);
    process.stdout.write(values.json ? `${JSON.stringify(summaryOf(verdict))}\n` : `${told(verdict)}\n`);
    return verdict.equal ? 0 : 1;
  },
};

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
