import fp from 'fastify-plugin';
import { Problem } from '../problems/problem.ts';
import { deepestJson, jsonFaultsOf } from './json-faults.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Takes a body as what it says: JSON in UTF-8, uncompressed, each name once, nothing that another reader would
 * understand differently. Whatever else it is, is refused before a schema sees it. Register it after `problems`.
 */
export const jsonBody = fp(
  (app) => {
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
      try {
        done(null, parseJson(request.headers['content-type'] ?? '', body));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });

    app.addHook('onRequest', (request, _reply, done) => {
      const encoding = request.headers['content-encoding'] ?? 'identity';
      if (encoding.trim().toLowerCase() !== 'identity') throw new Problem('content-encoding-refused');
      done();
    });
    return Promise.resolve();
  },
  { name: 'json-body' },
);

function parseJson(contentType: string, body: string | Buffer): unknown {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(contentType)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new Problem('charset-refused');
  const text = decode(body);
  const value = parse(text);
  const found = jsonFaultsOf(text);
  if (found.kind === 'too-deep') throw new Problem('json-too-deep', { params: { max: deepestJson } });
  if (found.faults.length > 0) throw new Problem('invalid-body', { errors: found.faults });
  return value;
}

function decode(body: string | Buffer): string {
  try {
    return typeof body === 'string' ? body : utf8.decode(body);
  } catch (cause) {
    throw new Problem('body-not-utf8', { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('malformed-json', { cause });
  }
}
