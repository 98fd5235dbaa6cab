/** Whether PostgreSQL refused a row because another one with the same unique key was faster. */
export function isKeyTaken(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const meta = 'meta' in error ? JSON.stringify(error.meta) : '';
  return error.code === 'P2002' || (error.code === 'P2010' && meta.includes('23505'));
}
