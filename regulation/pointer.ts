/** The pointer of a property or entry of what `pointer` points to (RFC 6901). */
export function within(pointer: string, token: string | number): string {
  return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
