/** What addresses of a route look like: `/v1/staff/:id` matches `/v1/staff/head-1`, and nothing below it. */
export function addressShape(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replaceAll(/[^\w-]/g, String.raw`\$&`);
  });
  return new RegExp(`^${parts.join('/')}$`);
}

/** The path of an address, without its query. */
export function pathOf(url: string): string {
  return url.split('?')[0] ?? '';
}
