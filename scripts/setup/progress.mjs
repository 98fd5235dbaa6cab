const quietMs = 2_000;
const linePeriodMs = 15_000;
const redrawPeriodMs = 500;

/**
 * Runs `work` and says so when it takes longer than two seconds: a redrawn line on a terminal, elsewhere a line now
 * and then, so that a log shows that something still happens.
 */
export async function step(title, work) {
  const startedAt = Date.now();
  const tty = process.stderr.isTTY;
  let shown = false;
  const show = () => {
    if (tty) process.stderr.write(`\r\x1b[K… ${title} ${elapsed(startedAt)}`);
    else process.stderr.write(shown ? `  still at it after ${elapsed(startedAt)}\n` : `… ${title}\n`);
    shown = true;
  };
  let repeat;
  const first = setTimeout(() => {
    show();
    repeat = setInterval(show, tty ? redrawPeriodMs : linePeriodMs);
  }, quietMs);
  try {
    const result = await work();
    if (shown) process.stderr.write(`${tty ? '\r\x1b[K' : ''}✓ ${title} (${elapsed(startedAt)})\n`);
    return result;
  } catch (error) {
    if (shown && tty) process.stderr.write('\n');
    throw error;
  } finally {
    clearTimeout(first);
    clearInterval(repeat);
  }
}

function elapsed(startedAt) {
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
