import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { bareHeaders } from './bare-headers.ts';
import { traceIdOf } from './correlation.ts';
import { defaultLanguage } from './language.ts';
import { problemTable } from './table.ts';
import { problemBody } from './answering.ts';
import { Problem, type PlainProblemCode } from './problem.ts';

const codes: Readonly<Record<string, PlainProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

/**
 * For `Fastify({ clientErrorHandler })`: what Node itself refuses, before there is a request that could be routed, is
 * answered like everything else. Then the connection ends, for nobody knows where the next request would begin.
 */
export function clientErrorHandler(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = new Problem(codes[error.code ?? ''] ?? 'request-malformed');
  const { status } = problemTable[problem.code];
  const body = JSON.stringify(problemBody(problem, defaultLanguage, traceIdOf({ headers: {} })));
  if (socket.writable) {
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
        'content-type: application/problem+json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        `content-language: ${defaultLanguage}`,
        ...Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}`),
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroy(error);
}
