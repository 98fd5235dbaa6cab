import { setTimeout as wait } from 'node:timers/promises';

const everyMs = 300;
/** What is done behind the answer to a command (letters, events) may be later than it by this. */
export const patienceMs = 15_000;

/** The last answer of `ask`: the first that is wanted, or what it was when patience ended. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  wanted: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = performance.now() + patienceMs;
  let answer = await ask();
  while (!wanted(answer) && performance.now() < end) {
    await wait(everyMs);
    answer = await ask();
  }
  return answer;
}
