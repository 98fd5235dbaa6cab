import { inAstana } from '../builders.ts';
import type { Actor } from '../../workflows/case/actor.ts';
import type { Command } from '../../workflows/application/commands.ts';
import type { Line, Turn } from './line.ts';

/** What happened to an application as a story that a person can follow, in Astana time. */
export function tell(line: Line): string {
  const { intake, state } = line;
  const opening = `${inAstana(intake.receivedAt)}  an ${intake.subtype} application is received, policy ${intake.policy.incompletePackage}`;
  const ending = `${inAstana(line.now)}  now: ${state.stage}, version ${state.version}`;
  return [opening, ...line.turns.map(tellTurn), ending].join('\n');
}

function tellTurn({ input, outcome, before, basis, changed }: Turn): string {
  const after = outcome.kind === 'step' ? outcome.state.stage : before.stage;
  const moved = after === before.stage ? after : `${before.stage} → ${after}`;
  const answer =
    outcome.kind === 'refused'
      ? `refused: ${outcome.refusal.code} (${JSON.stringify(outcome.refusal.params)})`
      : outcome.events.map((event) => event.type).join(', ') || 'nothing';
  const { kind } = input;
  switch (kind) {
    case 'request': {
      const { at, actor, command } = input.request;
      return `${inAstana(at)}  ${who(actor)}: ${command.name}${contentOf(command)}  ⇒ ${answer}  [${moved}]`;
    }
    case 'milestone':
      return `${inAstana(input.milestone.at)}  time: ${input.milestone.key}  ⇒ ${answer}  [${moved}]`;
    case 'evidence': {
      const { at, noticeId } = input.evidence;
      return `${inAstana(at)}  the cabinet proves the posting of notice ${noticeId.slice(-4)}  ⇒ ${answer}  [${moved}]`;
    }
    case 'amendment':
      return `${inAstana(input.at)}  calendar ${basis.calendar.days.edition} is loaded: ${daysOf(changed)}  ⇒ ${answer}  [${moved}]`;
  }
}

function daysOf(changed: Turn['changed']): string {
  const days = [...changed].map(([day, working]) => `${day} ${working ? 'worked' : 'off'}`);
  return days.join(', ') || 'as compiled';
}

function who(actor: Actor): string {
  if (actor.role === 'calendar') return `calendar ${actor.edition}`;
  const { role } = actor;
  if ('person' in actor) return `${role} ${actor.person}`;
  return 'client' in actor ? `${role} ${actor.client}` : role;
}

function contentOf(command: Command): string {
  const short = Object.entries(command)
    .filter(([key]) => key !== 'name')
    .map(([key, value]) => `${key}=${typeof value === 'string' ? readable(value) : JSON.stringify(value)}`);
  return short.length === 0 ? '' : ` ${short.join(' ')}`;
}

function readable(value: string): string {
  return value.length > 40 ? `${value.slice(0, 6)}…` : value;
}
