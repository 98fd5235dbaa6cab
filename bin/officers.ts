import { OtinishProblem } from '../client/index.ts';
import { playOfficers } from '../conformance/officers.ts';
import { CannotRun, openOfficers } from '../conformance/opening.ts';
import { wordsOf, WrongUse, type CliCommand } from './command.ts';
import { addressOf, officersOf, officersOptions } from './tokens.ts';

/** Plays the officers of a sandbox for whoever tries a portal in it. 0: as many as were asked for are decided, or stopped. */
export const officers: CliCommand = {
  usage: `Usage: otinish officers URL --head-token TOKEN --executor-token TOKEN --notifier-token TOKEN [options]

Plays the officers of a sandbox for every application that is submitted from now on, on a standing clock: they register,
examine, serve the notice of a hearing, wait for the answer, hear it, orally when that is asked for, and decide; the
application's time goes on with them. A TOKEN may be @FILE. Ctrl-C ends it.

  --decide refuse|issue    what they come to; refuse, after a hearing, unless given
  --answer-within SECONDS  how long they wait for the answer to a notice; 20 unless given
  --count N                end after N decisions
  --executor-id ID         the executor in the staff register; the subject of his token unless given
`,
  run: async (args) => {
    const { values, positionals } = wordsOf(args, {
      ...officersOptions,
      decide: { type: 'string', default: 'refuse' },
      'answer-within': { type: 'string', default: '20' },
      count: { type: 'string', default: 'Infinity' },
    });
    const given = officersOf(values);
    if (given === null) throw new WrongUse('give --head-token, --executor-token and --notifier-token');
    const { decide } = values;
    if (decide !== 'refuse' && decide !== 'issue')
      throw new WrongUse(`--decide is refuse or issue, not '${decide}'`);
    const answerWithinMs = positive(values['answer-within'], '--answer-within') * 1000;
    let missing = positive(values.count, '--count');

    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    const url = addressOf(positionals);
    const play = playOfficers({
      officers: await openOfficers(url, given).catch((error: unknown) => {
        if (error instanceof CannotRun) throw new WrongUse(error.message);
        throw error;
      }),
      conduct: { decide, answerWithinMs },
      signal: stop.signal,
      ready: () => process.stdout.write(`the officers of ${url} are at their desks\n`),
      tell: ({ number, sandbox, stage }, act) =>
        process.stdout.write(`${number}  ${sandbox?.now ?? ''}  ${act}: ${stage}\n`),
      decided: ({ number, stage }) => {
        process.stdout.write(`${number}  ${stage}\n`);
        missing -= 1;
        if (missing <= 0) stop.abort();
      },
    });
    return play.then(
      () => 0,
      (error: unknown) => {
        if (!(error instanceof OtinishProblem)) throw error;
        process.stderr.write(`otinish: ${error.message}\n`);
        return 2;
      },
    );
  },
};

function positive(text: string, name: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new WrongUse(`${name} is a number above 0, not '${text}'`);
  return number;
}
