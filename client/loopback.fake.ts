import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Said {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What to say to a request; `hang-up` breaks the connection, `half` breaks it in the middle of the answer, `silence` never answers. */
export type Script = (asked: Asked, times: number) => Said | 'hang-up' | 'half' | 'silence';

export interface Loopback {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

/** A server on this machine that says what a script says. `times` counts the requests before with the same method and path. */
export async function loopback(script: Script): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      const times = asked.filter((each) => each.method === method && each.path === path).length;
      asked.push({ method, path, headers, body });
      const said = script({ method, path, headers, body }, times);
      if (said === 'silence') return;
      if (said === 'hang-up') {
        request.socket.destroy();
        return;
      }
      if (said === 'half') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"id":', () => request.socket.destroy());
        return;
      }
      const { status = 200, body: answer = {}, headers: extra = {} } = said;
      const type = status >= 400 ? 'application/problem+json' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...extra });
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A problem document, as the API words it. */
export function problem(status: number, code: string, further: object = {}): Said {
  const body = {
    type: `urn:problem-type:otinish:${code}`,
    title: code,
    detail: code,
    traceId: 't',
    status,
    code,
  };
  return { status, body: { ...body, ...further } };
}
