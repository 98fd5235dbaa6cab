import { randomUUID } from 'node:crypto';

/** What came back: the status, the parsed body, and the headers that matter to a client. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly etag: string | undefined;
  readonly location: string | undefined;
  readonly headers: Headers;
}

/** How a request is sent beside its body. */
export interface Sending {
  /** The version the caller looked at, as `ETag` gave it. */
  readonly ifMatch?: string | undefined;
  readonly idempotencyKey?: string;
  /** `Accept-Language`; English unless given. */
  readonly language?: string;
}

/** Somebody who calls the API over HTTP with one bearer token. */
export interface Caller {
  get<Body>(path: string, sending?: Pick<Sending, 'language'>): Promise<Answer<Body>>;
  post<Body>(path: string, body: unknown, sending?: Sending): Promise<Answer<Body>>;
  upload<Body>(fileName: string, content: Uint8Array<ArrayBuffer>): Promise<Answer<Body>>;
  /** A request exactly as given, only with the token added: for what no honest client sends. */
  send<Body>(method: string, path: string, init?: RequestInit): Promise<Answer<Body>>;
}

/**
 * A caller of the API at `baseUrl`. Every change carries an idempotency key; a new one unless given. `wire` may send a
 * request again: it has the same key then.
 */
export function caller(baseUrl: string, token: string, wire: typeof fetch = fetch): Caller {
  const authorization = `Bearer ${token}`;

  async function send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const response = await wire(new URL(path, baseUrl), init);
    const text = await response.text();
    return {
      status: response.status,
      body: bodyOf(text, response.headers.get('content-type') ?? '') as Body,
      etag: response.headers.get('etag') ?? undefined,
      location: response.headers.get('location') ?? undefined,
      headers: response.headers,
    };
  }

  return {
    get: (path, { language = 'en' } = {}) =>
      send(path, { headers: { authorization, 'accept-language': language } }),
    post: (path, body, { ifMatch, idempotencyKey = randomUUID(), language = 'en' } = {}) =>
      send(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          authorization,
          'accept-language': language,
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        },
      }),
    upload: (fileName, content) => {
      const form = new FormData();
      form.append('file', new Blob([content], { type: 'application/pdf' }), fileName);
      return send('/v1/uploads', {
        method: 'POST',
        body: form,
        headers: { authorization, 'idempotency-key': randomUUID() },
      });
    },
    send: (method, path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', authorization);
      return send(path, { ...init, method, headers });
    },
  };
}

/** JSON as values; the calendar's feed, pages and tables as the text they are. */
function bodyOf(text: string, contentType: string): unknown {
  if (text === '') return null;
  return contentType.includes('json') ? JSON.parse(text) : text;
}
