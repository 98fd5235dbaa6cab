import ky, { isHTTPError } from 'ky';

/** How often a request is tried, and how long each time. */
export interface Tries {
  /** Tries after the first one; 6 unless given. */
  readonly retries?: number;
  /** One try is given up after this; 30 s unless given. */
  readonly tryMs?: number;
  /** The wait before the first retry, doubled each time; 300 ms unless given. `Retry-After` goes before it. */
  readonly backoffMs?: number;
}

/** Answers that mean: the same request, later. */
const later = [429, 502, 503, 504];
const longestBackoffMs = 10_000;

/**
 * `fetch` that tries again when the network or the server was away, and gives whole answers only. The last refusal to
 * answer is an answer; what is no answer at all is thrown, and holds no request, since that has a token.
 */
export function patientFetch({ retries = 6, tryMs = 30_000, backoffMs = 300 }: Tries): typeof fetch {
  const wire = ky.create({
    fetch: fetchWhole,
    timeout: tryMs,
    throwHttpErrors: (status) => later.includes(status),
    retry: {
      limit: retries,
      methods: ['get', 'post', 'put'],
      statusCodes: later,
      afterStatusCodes: [429, 503],
      retryOnTimeout: true,
      delay: (attempt) => backoffMs * 2 ** (attempt - 1),
      backoffLimit: longestBackoffMs,
      jitter: true,
    },
  });
  return async (input, init) => {
    try {
      return await wire(input, init);
    } catch (error) {
      if (isHTTPError(error)) return error.response;
      if (!(error instanceof Error)) throw new Error(String(error));
      // What ky throws of its own holds the request.
      if ('request' in error) throw new Error(`no answer within ${tryMs / 1000} s`);
      throw error;
    }
  };
}

/** An answer that has arrived to its end: one that breaks off is none, and is asked for again. */
async function fetchWhole(...asked: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...asked);
  const { status, statusText, headers } = answer;
  const body = answer.body === null ? null : await answer.arrayBuffer();
  return new Response(body, { status, statusText, headers });
}
