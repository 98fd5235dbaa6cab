import type { AmendmentReport } from './amendment.ts';
import type { CalendarRow } from './calendar.ts';
import type { DeliveriesRow } from './deliveries.ts';
import type { ProcedureReport } from './procedure.ts';
import type { ProofRow } from './proof.ts';
import type { AgendaReport } from './agenda.ts';
import type { ReadsReport } from './reads.ts';
import type { ReconcileFigures } from './reconcile.ts';
import { figure, tableOf } from './table.ts';

/** The calendar's figures for a person. */
export function showCalendar(rows: readonly CalendarRow[]): string {
  const heads = ['working days added', 'million/s', '× bare', 'wrong'];
  const cells = rows.map(({ subject, perSecond, ratio, wrong }) => [
    subject,
    figure(perSecond / 1e6),
    ratio === null ? '' : figure(ratio),
    `${(wrong * 100).toFixed(1)} %`,
  ]);
  return `${tableOf(heads, cells)}\naim: at least 0.8 × the bare array with the same representation of dates`;
}

/** The procedure's figures for a person. */
export function showProcedure({ clock, rows, histories }: ProcedureReport): string {
  const speed = tableOf(
    [
      '6 commands',
      'parallel',
      'appl./s',
      'p50 ms',
      'p95 ms',
      '× floor appl./s',
      '× p50',
      '× p95',
      '× CPU',
      'others, cores',
    ],
    rows.map(({ contender, parallel, figures, ratios }) => [
      contender,
      String(parallel),
      figure(figures.applicationsPerSecond),
      figure(figures.commandP50Ms),
      figure(figures.commandP95Ms),
      figure(ratios.throughput),
      figure(ratios.commandP50),
      figure(ratios.commandP95),
      figure(ratios.cpu),
      figures.othersCores.toFixed(2),
    ]),
  );
  const parts = Object.keys(rows[0]?.figures.cpuMsPerApplication ?? {});
  const cpu = tableOf(
    ['CPU ms an application', 'parallel', ...parts, 'all'],
    rows.map(({ contender, parallel, figures: { cpuMsPerApplication: used } }) => [
      contender,
      String(parallel),
      ...parts.map((part) => figure(used[part] ?? 0)),
      figure(parts.reduce((sum, part) => sum + (used[part] ?? 0), 0)),
    ]),
  );
  const history = tableOf(
    ['history', 'events', 'workflow tasks', 'timers', 'upserts', 'KiB'],
    Object.entries(histories).map(([name, shape]) => [
      name,
      String(shape.events),
      String(shape.workflowTasks),
      String(shape.timersStarted),
      String(shape.upserts),
      figure(shape.kilobytes),
    ]),
  );
  const time =
    clock === 'real'
      ? 'applications live in real time'
      : 'the office is closed now: applications live on sandbox clocks that started in office hours, at speed 1';
  return [
    speed,
    `aim at 10 in parallel: over HTTP at least 0.7 × the floor's applications, p95 at most 1.5 × the floor's; ${time}`,
    cpu,
    history,
  ].join('\n\n');
}

/** The proof's figures for a person. */
export function showProof(rows: readonly ProofRow[]): string {
  const cells = rows.map(({ subject, medianMs, worstMs }) => [subject, figure(medianMs), figure(worstMs)]);
  return `${tableOf(['one application', 'median ms', 'worst ms'], cells)}\naim: a deadline proof in less than 5 ms`;
}

/** The figures of a calendar amendment for a person. */
export function showAmendment({ replanning, coldWorker, dryRun }: AmendmentReport): string {
  const replanned = tableOf(
    ['re-planning', 'applications/s', 'raw signals/s', 'ratio'],
    replanning.map(({ applications, replannedPerSecond, signalledPerSecond, ratio }) => [
      String(applications),
      figure(replannedPerSecond),
      figure(signalledPerSecond),
      figure(ratio),
    ]),
  );
  const rehearsed = tableOf(
    ['dry run', 'moved', 'seconds', 'MB at rest', 'MB at most'],
    [
      [
        String(dryRun.applications),
        String(dryRun.moved),
        figure(dryRun.seconds),
        figure(dryRun.restingMb),
        figure(dryRun.peakMb),
      ],
    ],
  );
  const cold = tableOf(
    ['a worker that starts', 'submissions', 'p50 ms', 'p95 ms', 'answered 202', 'records follow after s'],
    coldWorker.map(({ subject, submissions, p50Ms, p95Ms, pending, recordsSeconds }) => [
      subject,
      String(submissions),
      figure(p50Ms),
      figure(p95Ms),
      String(pending),
      recordsSeconds === null ? '' : figure(recordsSeconds),
    ]),
  );
  return `${replanned}\n\n${cold}\n\n${rehearsed}\naim: re-planning at half the rate of raw signals; a submission beside a cold worker p95 2,000 ms; a dry run of 100 000 in 10 s and 300 MB`;
}

/** The figures of deliveries for a person. */
export function showDeliveries(rows: readonly DeliveriesRow[]): string {
  const floor = rows[0]?.perSecond ?? Number.NaN;
  const cells = rows.map(({ subject, deliveries, perSecond, p50Ms, p95Ms, lastMs }) => [
    subject,
    String(deliveries),
    figure(perSecond),
    figure(perSecond / floor),
    figure(p50Ms),
    figure(p95Ms),
    figure(lastMs),
  ]);
  const heads = ['to fast subscribers', 'deliveries', 'per second', '× bare', 'p50 ms', 'p95 ms', 'last ms'];
  return `${tableOf(heads, cells)}\naim: the last two rows alike: a slow and a dead subscriber hold up nobody`;
}

/** The figures of reads for a person. */
export function showReads({ applications, storedInSeconds, rows }: ReadsReport): string {
  const heads = [
    'reads',
    'a second',
    'p50 ms',
    'p95 ms',
    '× p50',
    '× p95',
    'CPU ms: server',
    'PostgreSQL',
    '× CPU',
    'KiB',
    'sent late, p95 ms',
    'others, cores',
  ];
  const cells = rows.map(({ subject, contender, perSecond, figures, ratios }) => [
    `${subject}: ${contender}`,
    String(perSecond),
    figure(figures.p50Ms),
    figure(figures.p95Ms),
    figure(ratios.p50),
    figure(ratios.p95),
    figure(figures.serverCpuMs),
    figure(figures.postgresCpuMs),
    figure(ratios.cpu),
    figure(figures.kilobytes),
    figure(figures.lateP95Ms),
    figures.othersCores.toFixed(2),
  ]);
  const stored = `${String(applications)} applications, stored in ${figure(storedInSeconds)} s`;
  return `${tableOf(heads, cells)}\n${stored}; aim: p95 at most 1.5 × the bare route's at 200 reads a second`;
}

/** The figures of the reconciler for a person. */
export function showReconcile({ open, rows }: ReconcileFigures): string {
  return tableOf(
    [`reconciling ${String(open)} open ones`, 's', 'CPU s: ours', 'Temporal', 'PostgreSQL', 'MB at most'],
    rows.map(({ subject, seconds, cpu, peakMb }) => [
      subject,
      figure(seconds),
      ...['ours', 'Temporal', 'PostgreSQL'].map((part) => figure(cpu[part] ?? Number.NaN)),
      peakMb === null ? '' : figure(peakMb),
    ]),
  );
}

/** The figures of agendas for a person. */
export function showAgenda(reports: readonly AgendaReport[]): string {
  const heads = ['agenda', 'open', 'closed', 'p50 ms', 'p95 ms', 'CPU ms', 'KiB', 'due', 'late'];
  const cells = reports.flatMap(({ applications, openPercent, rows }) => {
    const open = Math.round((applications * openPercent) / 100);
    return rows.map(({ subject, p50Ms, p95Ms, cpuMs, kilobytes, dueCount, lateCount }) => [
      subject,
      ...[open, applications - open].map(String),
      ...[p50Ms, p95Ms, cpuMs, kilobytes].map(figure),
      ...[dueCount, lateCount].map(String),
    ]);
  });
  return tableOf(heads, cells);
}
