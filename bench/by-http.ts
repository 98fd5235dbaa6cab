import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Submission } from '../api/submission/submission-schemas.ts';
import { applicationWorkflowId } from '../workflows/case/ids.ts';
import type { Case, Contender } from './contender.ts';

/** Who calls: their bearer tokens. */
export type Tokens = Readonly<Record<'portal' | 'head' | 'executor' | 'calendar-editor', string>>;

interface Answer {
  readonly etag: string;
  readonly body: {
    readonly id: string;
    readonly number: string;
    readonly stage: string;
    readonly draft?: { readonly draftId: string; readonly sha256: string } | null;
  };
}

/** The whole procedure over HTTP: six requests of three people, each with the version the last answer showed. */
export function httpContender(
  apiUrl: string,
  tokens: Tokens,
  submissions: (count: number) => Promise<readonly Submission[]>,
): Contender {
  // Not fetch: the client shares these cores, and should cost as little as can be.
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  return {
    name: 'over HTTP',
    prepare: async (count) => (await submissions(count)).map(httpCase),
  };

  function httpCase(submission: Submission): Case {
    return async (timed) => {
      const submitted = await timed(() => post('portal', '/v1/applications', submission));
      const { id, number } = submitted.body;
      let last = submitted;
      const send = async (who: keyof Tokens, suffix: string, body: unknown): Promise<void> => {
        last = await timed(() => post(who, `/v1/applications/${id}${suffix}`, body, last.etag));
      };
      await send('head', '/executor', { executorId: 'executor-1' });
      await send('executor', '/completeness', { finding: 'complete' });
      await send('executor', '/conformity', { finding: 'conforms', checklist: [] });
      await send('executor', '/draft', { result: 'issue' });
      const { draftId, sha256 } = last.body.draft ?? {};
      await send('head', '/decision', { draftId, sha256 });
      if (last.body.stage !== 'issued')
        throw new Error(`application ${id} ended in stage ${last.body.stage}`);
      return applicationWorkflowId(number);
    };
  }

  function post(who: keyof Tokens, path: string, body: unknown, ifMatch?: string): Promise<Answer> {
    const payload = JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${tokens[who]}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'idempotency-key': randomUUID(),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, apiUrl), { method: 'POST', agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          const { statusCode } = response;
          // 202 is no answer here: the command would be decided later, unmeasured.
          if (statusCode !== 200 && statusCode !== 201)
            reject(new Error(`${path} was answered ${String(statusCode)}: ${text.slice(0, 500)}`));
          else resolve({ etag: response.headers.etag ?? '', body: JSON.parse(text) as Answer['body'] });
        });
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}
