import type { IncomingMessage } from 'node:http';

/** How often a request says a header, named in lower case: of several, Node keeps the first, or joins them. */
export function timesSaid({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>, name: string): number {
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const said = rawHeaders[index];
    if (said?.length === name.length && said.toLowerCase() === name) times += 1;
  }
  return times;
}
