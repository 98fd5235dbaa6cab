import { DefaultLogger, type Logger, type LogLevel } from '@temporalio/worker';
import { masked, maskedValue } from './log-masking.ts';

/** Any other level is ERROR to the SDK. */
const levels: Readonly<Record<string, LogLevel>> = {
  warn: 'WARN',
  info: 'INFO',
  debug: 'DEBUG',
  trace: 'TRACE',
};

/** What the worker, Temporal's SDK and its core write, masked: one line each, on standard error unless told otherwise. */
export function openWorkerLog(
  level: string,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Logger {
  return new DefaultLogger(levels[level] ?? 'ERROR', ({ level: of, message, timestampNanos, meta }) => {
    const at = new Date(Number(timestampNanos / 1_000_000n)).toISOString();
    const beside = meta === undefined ? '' : ` ${JSON.stringify(maskedValue(meta))}`;
    write(`${at} [${of}] ${masked(message).replaceAll('\n', ' ')}${beside}\n`);
  });
}
