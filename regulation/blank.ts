/** Whether nobody would see anything of a text: it is empty, or made of spaces and of characters without a width. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cf}\p{DI}\u2800]*$/u.test(text);
}
