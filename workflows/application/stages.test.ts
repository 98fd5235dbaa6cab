import { expect, test } from 'vitest';
import { stages } from '../../regulation/statuses.ts';
import type { Stage } from '../../regulation/statuses.ts';
import { aigerim, at, baurzhan, commandId, digest, notifier, portal, yerlan } from '../../test/builders.ts';
import { draftIdOf, noticeIdOf } from '../case/ids.ts';
import type { Actor } from '../case/actor.ts';
import type { Command, CommandName } from './commands.ts';
import { allowedCommands, decide } from './decide.ts';
import { hand, lastAnswer } from '../../test/model/line.ts';
import * as come from '../../test/model/openings.ts';
import { hearingAfter } from '../../test/model/story.ts';
import type { Story } from '../../test/model/story.ts';
import { commandTable } from './command-table.ts';
import { stageToldTo } from './portal-view.ts';

const storyIn: Readonly<Record<Stage, Story>> = {
  received: come.received,
  registered: come.registered,
  'completeness-check': come.completenessCheck,
  'conformity-check': come.conformityCheck,
  'preliminary-refusal': come.proposed,
  hearing: come.notified,
  drafting: come.heardInSilence,
  signing: come.refusalDrafted,
  issued: come.issued,
  refused: come.refused,
  terminated: come.terminated,
};

test.each(stages)('an application can be brought to the stage %s', (stage) => {
  expect(storyIn[stage].state.stage).toBe(stage);
});

// The table of stages: which command or milestone leaves which stage.
test.each<[string, Stage, Story]>([
  ['time registers what was received after hours', 'registered', come.received.pass('2026-11-26 09:00')],
  ['the head appoints the executor', 'completeness-check', come.completenessCheck],
  ['the executor finds the package complete', 'conformity-check', come.conformityCheck],
  ['the executor finds gaps', 'preliminary-refusal', come.completenessCheck.incomplete('2026-11-27 15:00')],
  ['the executor confirms conformity', 'drafting', come.conforming],
  ['the executor finds non-conformity', 'preliminary-refusal', come.proposed],
  ['the head approves and the notice goes out', 'hearing', come.hearing],
  ['the head returns the proposal', 'conformity-check', come.proposed.returnProposal('2026-12-01 12:00')],
  [
    'the head returns a proposal for gaps',
    'completeness-check',
    come.completenessCheck.incomplete('2026-11-27 15:00').returnProposal('2026-11-27 16:00'),
  ],
  ['the window ends in silence', 'drafting', come.heardInSilence],
  [
    'the hearing record says that the defects are cured',
    'conformity-check',
    come.notified.supply('2026-12-02 10:00').record('2026-12-02 11:00', { outcome: 'cured' }),
  ],
  ['the executor hands over a draft', 'signing', come.documentDrafted],
  ['the head returns the draft to drafting', 'drafting', come.refusalDrafted.returnDraft('2026-12-04 10:00')],
  [
    'the head returns the draft to the check',
    'conformity-check',
    come.refusalDrafted.returnDraft('2026-12-04 10:00', 'conformity-check'),
  ],
  ['the head signs the document', 'issued', come.issued],
  ['the head signs the refusal', 'refused', come.refused],
  ['the head signs the termination act', 'terminated', come.terminated],
])('%s: the application is in %s', (_, stage, story) => {
  expect(story.state.stage).toBe(stage);
});

const examiner: Actor = aigerim;
const hearing = hearingAfter(at('2026-12-01 12:00'));
const text = digest('text');
/** One plausible command of each name, with the person who would give it. */
const plausible: Readonly<Record<CommandName, readonly [Actor, Command]>> = {
  'appoint-executor': [
    baurzhan,
    { name: 'appoint-executor', staff: aigerim.staff, person: aigerim.person, heads: [baurzhan.person] },
  ],
  'record-completeness': [examiner, { name: 'record-completeness', finding: 'complete' }],
  'record-conformity': [examiner, { name: 'record-conformity', finding: 'conforms', checklist: [] }],
  'approve-preliminary-refusal': [baurzhan, { name: 'approve-preliminary-refusal', hearing }],
  'return-preliminary-refusal': [baurzhan, { name: 'return-preliminary-refusal', reasons: text }],
  'record-receipt': [
    notifier,
    {
      name: 'record-receipt',
      noticeId: noticeIdOf(commandId(9)),
      channel: 'cabinet',
      at: at('2026-12-01 12:00'),
      evidence: text,
    },
  ],
  object: [portal, { name: 'object', text }],
  'request-oral-hearing': [portal, { name: 'request-oral-hearing' }],
  'waive-hearing': [portal, { name: 'waive-hearing' }],
  'supply-documents': [portal, { name: 'supply-documents', documents: ['contract'] }],
  withdraw: [portal, { name: 'withdraw', termination: text }],
  'record-hearing': [examiner, { name: 'record-hearing', form: 'written', outcome: 'upheld', text }],
  'draft-result': [
    examiner,
    { name: 'draft-result', result: 'issue', grounds: [], answersObjections: false, sha256: text },
  ],
  'return-draft': [baurzhan, { name: 'return-draft', to: 'drafting', reasons: text }],
  'sign-decision': [baurzhan, { name: 'sign-decision', draftId: draftIdOf(commandId(9)), sha256: text }],
};

/** Where each command belongs, from the table of stages and its edges. */
const afterRegistration: readonly Stage[] = [
  'registered',
  'completeness-check',
  'conformity-check',
  'preliminary-refusal',
  'hearing',
  'drafting',
  'signing',
];
const belongs: Readonly<Record<CommandName, readonly Stage[]>> = {
  'appoint-executor': afterRegistration,
  'record-completeness': ['completeness-check', 'drafting'],
  'record-conformity': ['conformity-check', 'drafting'],
  'approve-preliminary-refusal': ['preliminary-refusal', 'hearing'],
  'return-preliminary-refusal': ['preliminary-refusal'],
  'record-receipt': afterRegistration,
  object: ['conformity-check', 'hearing', 'drafting', 'signing'],
  'request-oral-hearing': ['conformity-check', 'hearing', 'drafting', 'signing'],
  'waive-hearing': ['hearing'],
  'supply-documents': ['hearing'],
  withdraw: ['received', ...afterRegistration],
  'record-hearing': ['hearing'],
  'draft-result': ['hearing', 'drafting'],
  'return-draft': ['signing'],
  'sign-decision': ['signing'],
};

const names = Object.keys(commandTable) as CommandName[];
const openOnes = stages.filter((stage) => !['issued', 'refused', 'terminated'].includes(stage));
const misplaced = names.flatMap((name) =>
  openOnes.filter((stage) => !belongs[name].includes(stage)).map((stage) => [name, stage] as const),
);

test.each(misplaced)('%s is refused in %s, with what is allowed instead', (name, stage) => {
  const { line, state } = storyIn[stage];
  const [actor, command] = plausible[name];

  const answer = lastAnswer(hand(line, { at: line.now, actor, command }));

  expect(answer).toMatchObject({
    kind: 'refused',
    refusal: {
      code: 'wrong-stage',
      stage: stageToldTo(actor, state),
      allowed: allowedCommands(state, actor, line.now),
    },
  });
});

test.each(misplaced)('what leads from there, when %s is refused in %s, can be given there', (name, stage) => {
  const { line } = storyIn[stage];
  const [actor, command] = plausible[name];

  const answer = lastAnswer(hand(line, { at: line.now, actor, command }));

  const { refusal } = answer as Extract<typeof answer, { kind: 'refused' }>;
  const leads = String(refusal.params['leads']).split(', ');
  const known = leads.filter((each) => !['registration', 'post-notice', 'nothing'].includes(each));
  expect(known.filter((each) => !commandTable[each as CommandName].stages.includes(stage))).toEqual([]);
});

test.each<[CommandName, Stage, string]>([
  ['draft-result', 'signing', 'return-draft'],
  ['draft-result', 'conformity-check', 'record-conformity'],
  ['draft-result', 'registered', 'appoint-executor'],
  ['record-conformity', 'hearing', 'record-hearing'],
  ['record-completeness', 'preliminary-refusal', 'return-preliminary-refusal'],
  ['return-preliminary-refusal', 'signing', 'return-draft'],
  ['sign-decision', 'drafting', 'draft-result'],
])('%s in %s is told that the way there is %s', (name, stage, leads) => {
  const { line } = storyIn[stage];
  const [actor, command] = plausible[name];

  const answer = lastAnswer(hand(line, { at: line.now, actor, command }));

  expect(answer).toMatchObject({ refusal: { code: 'wrong-stage', params: { leads } } });
});

// Whether a check may be taken up again, or the applicant may speak after the hearing, depends on earlier facts: other tests cover it.
const dependent: readonly CommandName[] = ['record-completeness', 'object', 'request-oral-hearing'];
const fitting = names.flatMap((name) =>
  belongs[name]
    .filter((stage) => !dependent.includes(name) || !['conformity-check', 'drafting'].includes(stage))
    .map((stage) => [name, stage] as const),
);

test.each(fitting)('%s has its place in %s', (name, stage) => {
  const { line } = storyIn[stage];
  const [actor, command] = plausible[name];

  const answer = lastAnswer(hand(line, { at: line.now, actor, command }));

  expect(answer).not.toMatchObject({ refusal: { code: 'wrong-stage' } });
});

test.each(names)('%s is refused once the application is closed', (name) => {
  const [actor, command] = plausible[name];

  const answers = [come.issued, come.refused, come.terminated].map(({ line }) =>
    lastAnswer(hand(line, { at: at('2026-12-10 12:00'), actor, command })),
  );

  for (const answer of answers)
    expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'application-closed', allowed: [] } });
});

test('a refusal lists what the same person may do instead', () => {
  const [actor, command] = plausible['return-draft'];

  const refusal = come.proposed.refusalOf((story) => story.give('2026-12-01 12:00', actor, command));

  expect(refusal.allowed).toEqual([
    'appoint-executor',
    'approve-preliminary-refusal',
    'return-preliminary-refusal',
  ]);
});

test('a command of another role is refused', () => {
  const [, approval] = plausible['approve-preliminary-refusal'];

  const answer = decide(
    come.proposed.state,
    {
      kind: 'request',
      request: { id: commandId(99), at: at('2026-12-01 12:00'), actor: aigerim, command: approval },
    },
    come.proposed.line.basis,
  );

  expect(answer).toMatchObject({ kind: 'refused', refusal: { code: 'examiner-may-not-decide' } });
});

test('only the appointed executor examines', () => {
  const refusal = come.completenessCheck.refusalOf((story) =>
    story.complete('2026-11-27 15:00', { by: yerlan }),
  );

  expect(refusal.code).toBe('not-the-appointed-executor');
});
