import { expect } from 'vitest';

import type { Answer } from '../../scripts/http/caller.ts';

/** The body of an answer that says no. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly allowed?: readonly string[];
  readonly opensAt?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly text: string }[];
}

/** The same request in each language: the same status and code, and texts that differ. */
export async function inThreeLanguages(
  send: (language: string) => Promise<Answer<Problem>>,
  status: number,
  code: string,
): Promise<Problem> {
  const answers = await Promise.all(['kk', 'ru', 'en'].map(send));
  for (const { status: got, body, headers } of answers) {
    expect({ status: got, code: body.code }).toEqual({ status, code });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({
      status,
      title: expect.stringMatching(/\S/),
      detail: expect.stringMatching(/\S/),
    });
  }
  expect(answers.map(({ headers }) => headers.get('content-language'))).toEqual(['kk', 'ru', 'en']);
  expect(new Set(answers.map(({ body }) => body.detail)).size).toBe(3);
  const texts = answers.map(({ body }) => body.errors?.map(({ text }) => text).join());
  if (texts[0] !== undefined) expect(new Set(texts).size).toBe(3);
  return (answers[2] as Answer<Problem>).body;
}
