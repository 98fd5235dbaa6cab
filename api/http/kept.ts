/**
 * An answer that is read again only when it is older than `keptMs`, and once at a time, however many ask: all who ask
 * meanwhile wait for the same one. A failure is told to those who waited for it, and not kept.
 */
export function kept<T>(
  read: () => Promise<T>,
  { keptMs, now }: { readonly keptMs: number; readonly now: () => Date },
): () => Promise<T> {
  let known: { readonly answer: T; readonly until: number } | undefined;
  let asked: Promise<T> | undefined;

  const readAgain = async (): Promise<T> => {
    try {
      const answer = await read();
      known = { answer, until: now().getTime() + keptMs };
      return answer;
    } finally {
      asked = undefined;
    }
  };
  return async () => {
    if (known !== undefined && now().getTime() < known.until) return known.answer;
    asked ??= readAgain();
    return asked;
  };
}
