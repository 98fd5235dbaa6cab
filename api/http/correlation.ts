import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import fp from 'fastify-plugin';
import { Problem } from './problem.ts';
import { timesSaid } from './said-headers.ts';
import { shapes } from './value-shapes.ts';

/** Under which names a request is known to others: they come with it, and are kept with what it changes. */
export interface Correlation {
  /** The portal's own name for the message, from `X-Message-Id`; null when it gave none. */
  readonly messageId: string | null;
  /** The W3C trace id, from `traceparent` or made here. */
  readonly traceId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    readonly correlation: Correlation;
  }
}

export const messageIdHeader = 'x-message-id';
/** Visible ASCII: a name to compare and to write into logs, not a place for texts or persons. */
const messageIdShape = new RegExp(shapes.messageId.pattern);
const traceparentShape = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The trace that a request belongs to (W3C Trace Context): the caller's, when its `traceparent` is valid, else a new one.
 * For `Fastify({ genReqId })`: so it is the id in the log and the `traceId` of problems.
 */
export function traceIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const { traceparent } = headers;
  const found = typeof traceparent === 'string' ? traceparentShape.exec(traceparent.trim()) : null;
  const [, version = 'ff', traceId = '', parentId = '', , further] = found ?? [];
  const valid =
    version !== 'ff' &&
    !(version === '00' && further !== undefined) &&
    /[^0]/.test(traceId) &&
    /[^0]/.test(parentId);
  return valid ? traceId : randomUUID().replaceAll('-', '');
}

/** Reads the names of a request, refuses a malformed one, and gives the portal's back on every answer. Register it before `problems`. */
export const correlation = fp(
  (app) => {
    app.decorateRequest('correlation', {
      getter() {
        const messageId = this.headers[messageIdHeader];
        return { messageId: typeof messageId === 'string' ? messageId : null, traceId: this.id };
      },
    });
    app.addHook('onRequest', (request, reply, done) => {
      const { messageId } = request.correlation;
      if (messageId !== null && !messageIdShape.test(messageId)) {
        const place = { pointer: `/${messageIdHeader}`, in: 'header' } as const;
        const fault =
          timesSaid(request.raw, messageIdHeader) > 1
            ? ({ code: 'field-repeated', params: { field: messageIdHeader } } as const)
            : ({ code: 'text-shape-wrong', params: { expected: shapes.messageId.pattern } } as const);
        throw new Problem('invalid-header', { errors: [{ ...place, ...fault }] });
      }
      if (messageId !== null) reply.header(messageIdHeader, messageId);
      done();
    });
    return Promise.resolve();
  },
  { name: 'correlation' },
);
