import { changes, type Change, type Following } from './changes.ts';
import { createClient } from './generated/client/index.ts';
import { Api } from './generated/index.ts';
import { settled } from './pending.ts';
import { isProblem, NoAnswer, NoToken, OtinishProblem, StaleApplication } from './problems.ts';
import { noAnswerTo, openTransport, sentOf, withKey, type Patience, type TokenSource } from './transport.ts';

export interface Connection extends Patience {
  /** Where the API is, without `/v1`: `https://otinish.example.kz`. */
  readonly url: string;
  /** Without one, only what is open can be read. */
  readonly token?: TokenSource;
  /** Of texts in answers. English unless given. */
  readonly language?: 'kk' | 'ru' | 'en';
}

const deadlineMs = 120_000;

/**
 * The API of one deployment: a method per operation, which gives the answer's body or throws `OtinishProblem`
 * (`StaleApplication` on 412), `NoToken` when none was to be had, or `NoAnswer` when it is open what became of the request,
 * and nothing else. A request is retried under one idempotency key, a 202 followed to its outcome. `signal` among the options of a method gives up earlier.
 */
export class Otinish extends Api {
  /** Every change of this client's applications, in order, for as long as it is iterated. */
  changes(following: Following = {}): AsyncGenerator<Change, void> {
    return changes(this, following);
  }
}

/** Opens the API of one deployment. Nothing is sent before the first call. */
export function connect({ url, token, language = 'en', ...patience }: Connection): Otinish {
  const transport = openTransport(token, patience);
  const client = createClient({
    baseUrl: url.replace(/\/+$/, ''),
    throwOnError: true,
    // Nothing of this API redirects: whoever does is not it, and gets no token.
    redirect: 'error',
    headers: { 'accept-language': language },
    fetch: async (input) => {
      const request = new Request(input);
      const signal = AbortSignal.any([
        request.signal,
        AbortSignal.timeout(patience.deadlineMs ?? deadlineMs),
      ]);
      const answer = await settled(await transport(request, signal), request, api, signal);
      if (isStrange(answer, request))
        throw new NoAnswer('answered by a page of something else', sentOf(request));
      return answer;
    },
  });
  const api = new Otinish({ client });
  client.interceptors.request.use(withKey);
  client.interceptors.error.use(async (error, response, request) => {
    // Without a request there is nothing to answer: it was asked for wrongly.
    if (request === undefined || error instanceof NoAnswer || error instanceof NoToken) return error;
    if (response === undefined || response.ok) return noAnswerTo(request, error);
    const sent = sentOf(request);
    if (!isProblem(error)) return new NoAnswer(`answered ${response.status} by something else`, sent, error);
    const id = error.status === 412 ? applicationIn(request) : undefined;
    if (id === undefined) return new OtinishProblem(error, sent);
    return api.getApplication({ path: { id } }).then(
      (current) => new StaleApplication(error, sent, current),
      () => new OtinishProblem(error, sent),
    );
  });
  return api;
}

/** Whether a success is that of something on the way, such as the page of a network that asks to sign in. */
function isStrange({ ok, headers }: Response, request: Request): boolean {
  const isPage = (headers.get('content-type') ?? '').startsWith('text/html');
  return ok && isPage && !(request.headers.get('accept') ?? '').includes('text/html');
}

function applicationIn({ url }: Request): string | undefined {
  return /\/v1\/applications\/([^/]+)\/./.exec(new URL(url).pathname)?.[1];
}

/**
 * What a command on an application needs beside its body: which one, and the version that was looked at. Officers must
 * say it, others may.
 */
export function on(application: { readonly id: string; readonly version: number }) {
  return {
    path: { id: application.id },
    headers: { 'If-Match': `"${application.version}"` },
  };
}
