import { expect, test } from 'vitest';
import {
  aigerim,
  baurzhan,
  danaAsExecutor,
  danaAsHead,
  executor,
  head,
  saule,
  yerlan,
} from '../../test/builders.ts';
import { parseInstant } from '../../calendars/instant.ts';
import { commandTable } from './command-table.ts';
import { commandsOf } from './decide.ts';
import { actingUnder, headDeeds } from '../case/deeds.ts';
import {
  completenessCheck,
  conformityCheck,
  documentDrafted,
  hearing,
  proposed,
  refusalDrafted,
  registered,
} from '../../test/model/openings.ts';
import { reasonAgainst } from './decide.ts';

const instant = parseInstant('2026-12-01T06:00:00Z');

const heads = [baurzhan, saule, danaAsHead];

test('heads do not appoint themselves, whatever account they use', () => {
  const himself = executor('baurzhan');

  const refusal = registered.refusalOf((story) =>
    story.appoint('2026-11-27 09:30', { executor: himself, heads }),
  );

  expect(refusal.code).toBe('self-appointment');
});

test('who is the applicant or the representative is not appointed, by whatever account', () => {
  const refusal = registered.refusalOf((story) =>
    story.appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads, party: 'representative' }),
  );

  expect(refusal.code).toBe('executor-is-a-party');
});

test('who is a party to the application gives no command on it as an officer', () => {
  for (const [{ state }, officer] of [
    [registered, saule],
    [completenessCheck, aigerim],
    [conformityCheck, aigerim],
    [proposed, saule],
    [hearing, aigerim],
    [documentDrafted, saule],
    [refusalDrafted, saule],
  ] as const)
    for (const name of commandsOf(officer)) {
      const inAnyCase = reasonAgainst(state, name, officer, instant)?.code === 'wrong-stage';
      expect({
        name,
        code: reasonAgainst(state, name, { ...officer, party: 'applicant' }, instant)?.code,
      }).toEqual({
        name,
        code: inAnyCase ? 'wrong-stage' : 'party-to-the-application',
      });
    }
});

test('the person counts, not the account: who examined cannot sign as head', () => {
  const examined = registered
    .appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads })
    .complete('2026-11-27 10:00')
    .conforms('2026-11-27 11:00')
    .draft('2026-11-27 12:00', 'issue');

  expect(examined.refusalOf((story) => story.sign('2026-11-27 13:00', { by: danaAsHead })).code).toBe(
    'examiner-may-not-decide',
  );
  expect(examined.sign('2026-11-27 13:00', { by: saule }).state.stage).toBe('issued');
});

test('who proposed a refusal cannot approve it', () => {
  const byDana = registered
    .appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads })
    .complete('2026-11-27 10:00')
    .doesNotConform('2026-11-27 11:00');

  expect(byDana.refusalOf((story) => story.approve('2026-11-27 12:00', { by: danaAsHead })).code).toBe(
    'examiner-may-not-decide',
  );
});

test('the former executor stays barred from signing after a reassignment', () => {
  const replaced = registered
    .appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads })
    .complete('2026-11-27 10:00')
    .appoint('2026-11-27 11:00', { executor: yerlan, heads, reason: 'leave' })
    .conforms('2026-11-27 12:00')
    .draft('2026-11-27 13:00', 'issue');

  expect(replaced.refusalOf((story) => story.sign('2026-11-27 14:00', { by: danaAsHead })).code).toBe(
    'examiner-may-not-decide',
  );
});

test('the bar is symmetric: who approved a refusal cannot become the executor', () => {
  const approvedByDana = proposed.approve('2026-12-01 12:00', { by: danaAsHead });

  const refusal = approvedByDana.refusalOf((story) =>
    story.appoint('2026-12-01 13:00', { executor: danaAsExecutor, heads, reason: 'leave' }),
  );

  expect(refusal.code).toBe('executor-barred');
});

test('an appointment that leaves no head free to sign is refused', () => {
  const onlyDana = registered.refusalOf((story) =>
    story.appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads: [danaAsHead] }),
  );
  const nobody = registered.refusalOf((story) => story.appoint('2026-11-27 09:30', { heads: [] }));

  expect([onlyDana.code, nobody.code]).toEqual(['no-head-left', 'no-head-left']);
});

test('heads who examined earlier do not count as free', () => {
  const examinedByDana = registered.appoint('2026-11-27 09:30', { executor: danaAsExecutor, heads });

  const refusal = examinedByDana.refusalOf((story) =>
    story.appoint('2026-11-27 10:00', {
      executor: executor('saule'),
      heads: [saule, danaAsHead],
      reason: 'leave',
    }),
  );

  expect(refusal.code).toBe('no-head-left');
});

test('a reassignment gives its reason, and names somebody else', () => {
  expect(
    completenessCheck.refusalOf((story) => story.appoint('2026-11-27 10:00', { executor: yerlan, heads }))
      .code,
  ).toBe('reassignment-without-reason');
  expect(
    completenessCheck.refusalOf((story) => story.appoint('2026-11-27 10:00', { heads, reason: 'leave' }))
      .code,
  ).toBe('already-the-executor');
});

test('findings and the hearing stand when the executor is replaced', () => {
  const replaced = hearing.appoint('2026-12-01 13:00', { executor: yerlan, heads, reason: 'leave' });

  expect(replaced.state).toMatchObject({
    stage: 'hearing',
    finding: hearing.state.finding,
    hearing: hearing.state.hearing,
    executor: { staff: yerlan.staff },
  });
  expect(replaced.events.at(-1)).toBe('executor-replaced');
});

test('a draft that lies with the head stays there when the executor is replaced', () => {
  const replaced = documentDrafted.appoint('2026-12-01 13:00', { executor: yerlan, heads, reason: 'leave' });

  expect(replaced.state).toMatchObject({ stage: 'signing', draft: documentDrafted.state.draft });
});

test('the former executor examines no more, the new one does', () => {
  const replaced = conformityCheck.appoint('2026-12-01 09:00', { executor: yerlan, heads, reason: 'leave' });

  expect(replaced.refusalOf((story) => story.conforms('2026-12-01 10:00', { by: aigerim })).code).toBe(
    'not-the-appointed-executor',
  );
  expect(replaced.conforms('2026-12-01 10:00').state.stage).toBe('drafting');
});

test('a substitute does what was handed over to them, and nothing else of a head', () => {
  const signer = head('saule', { delegation: 'order 17', deeds: { signing: 'order 17' } });
  const appointer = head('saule', { delegation: 'order 18', deeds: { appointment: 'order 18' } });

  expect(documentDrafted.refusalOf((story) => story.sign('2026-12-01 13:00', { by: appointer })).code).toBe(
    'outside-the-delegation',
  );
  expect(proposed.refusalOf((story) => story.approve('2026-12-01 12:00', { by: signer })).code).toBe(
    'outside-the-delegation',
  );
  expect(documentDrafted.sign('2026-12-01 13:00', { by: signer }).state.stage).toBe('issued');
});

test('every command of a head is a deed that an order may hand over', () => {
  const ofHeads = commandsOf(saule);

  expect(ofHeads.filter((name) => commandTable[name].deed === undefined)).toEqual([]);
  expect(new Set(ofHeads.map((name) => commandTable[name].deed))).toEqual(new Set(headDeeds));
});

test('a substitute of several orders acts under the one that hands the deed over', () => {
  const substitute = head('saule', {
    delegation: 'order 17',
    deeds: { appointment: 'order 17', signing: 'order 18' },
  });

  expect(actingUnder(substitute, 'signing')).toMatchObject({ delegation: 'order 18' });
  expect(actingUnder(substitute, 'appointment')).toMatchObject({ delegation: 'order 17' });
  expect(actingUnder(saule, 'signing')).toEqual(saule);
});

test('a substitute signs in their own name', () => {
  const substitute = head('saule', { delegation: 'order 17' });

  const signed = refusalDrafted.sign('2026-12-04 09:00', { by: substitute });

  expect(signed.state.result?.signedBy).toBe(saule.staff);
  expect(signed.line.trail.findLast((event) => event.type === 'refused')?.actor).toEqual(substitute);
});
