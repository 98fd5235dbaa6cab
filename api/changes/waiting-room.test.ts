import { expect, test } from 'vitest';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { openWaitingRoom } from './waiting-room.ts';

interface News {
  readonly clientId: string;
  readonly newest: number;
}

/** A database whose looks are answered by the test: each notes from where it was asked. */
function database() {
  const asked: number[] = [];
  let answer: () => Promise<News[]> = () => Promise.resolve([]);
  const $queryRaw = (_text: TemplateStringsArray, from: number): Promise<News[]> => {
    asked.push(from);
    return answer();
  };
  return {
    asked,
    db: { $queryRaw } as unknown as PrismaClient,
    answers: (next: () => Promise<News[]>) => {
      answer = next;
    },
  };
}

const never = new AbortController().signal;

test('however many wait, one looks for all of them, and wakes whom it concerns', async () => {
  const { db, asked, answers } = database();
  const room = openWaitingRoom({ db, everyMs: 5, seats: 1_000, seatsOfApplicant: 1 });
  const woken: string[] = [];
  const wait = async (clientId: string, place: number) => {
    if (await room.enter(clientId)?.news(place, never)) woken.push(clientId);
  };
  const waiting = [
    ...Array.from({ length: 500 }, () => wait('portal-1', 7)),
    ...Array.from({ length: 500 }, () => wait('portal-2', 7)),
  ];
  await expect.poll(() => asked.length).toBeGreaterThan(2);
  expect(woken).toEqual([]);
  expect(asked.length).toBeLessThan(100);

  answers(() => Promise.resolve([{ clientId: 'portal-2', newest: 9 }]));
  await Promise.all(waiting.slice(500));

  expect(woken).toEqual(Array<string>(500).fill('portal-2'));
  const looks = asked.length;
  await expect.poll(() => asked.length).toBeGreaterThan(looks);
  expect(asked.at(-1)).toBe(9);
  room.close();
  await Promise.all(waiting);
  expect(woken).toHaveLength(500);
});

test('one who sits down while somebody looks, and knows less than he, misses nothing', async () => {
  const { db, asked, answers } = database();
  const room = openWaitingRoom({ db, everyMs: 5, seats: 2, seatsOfApplicant: 1 });
  const looking = Promise.withResolvers<News[]>();
  answers(() => looking.promise);
  const first = room.enter('portal-1')?.news(20, never);
  await expect.poll(() => asked).toEqual([20]);

  const second = room.enter('portal-1')?.news(18, never);
  answers(() => Promise.resolve([{ clientId: 'portal-1', newest: 20 }]));
  looking.resolve([]);

  expect(await Promise.all([first, second])).toEqual([true, true]);
  expect(asked).toEqual([20, 18]);
});

test('nobody looks while nobody waits, and then not for what happened meanwhile', async () => {
  const { db, asked } = database();
  const room = openWaitingRoom({ db, everyMs: 1, seats: 1, seatsOfApplicant: 1 });
  const leaving = new AbortController();
  const seat = room.enter('portal-1');
  const news = seat?.news(3, leaving.signal);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(room.enter('portal-1')).toBeNull();

  leaving.abort();
  expect(await news).toBe(false);
  seat?.leave();
  const looks = asked.length;
  const later = room.enter('portal-1')?.news(500, never);
  await expect.poll(() => asked.length).toBeGreaterThan(looks);

  expect(asked.slice(looks)).not.toContain(3);
  room.close();
  expect(await later).toBe(false);
});

test('a look that fails wakes everybody', async () => {
  const { db, answers } = database();
  const room = openWaitingRoom({ db, everyMs: 1, seats: 1, seatsOfApplicant: 1 });
  answers(() => Promise.reject(new Error('connection lost')));

  const news = ['portal-1', 'portal-2'].map(async (clientId) => room.enter(clientId)?.news(3, never));

  expect(await Promise.all(news)).toEqual([true, true]);
});

test('an applicant with a token of his own takes no seat of the client, nor of another applicant', () => {
  const { db } = database();
  const room = openWaitingRoom({ db, everyMs: 5, seats: 1, seatsOfApplicant: 2 });
  const his = [room.enter('portal-1', '850101100012'), room.enter('portal-1', '850101100012')];

  expect(his).not.toContain(null);
  expect(room.enter('portal-1', '850101100012')).toBeNull();
  expect(room.enter('portal-1', '281240000015')).not.toBeNull();
  expect(room.enter('portal-1')).not.toBeNull();
  his[0]?.leave();
  expect(room.enter('portal-1', '850101100012')).not.toBeNull();
});
