import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Answers are data: nothing in them is to be run, framed or loaded. The page at /docs has a policy of its own. */
const say = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
});

/** What helmet says to browsers, asked once: it says the same on every answer, and writing it anew took as long as a token. */
export const securityHeaders: Readonly<Record<string, string>> = headersOf(say);

function headersOf(middleware: typeof say): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  middleware(request, response, () => undefined);
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}
