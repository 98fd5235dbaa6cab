/**
 * Branded identifiers. A parser checks each string once, and no other code checks it again.
 * None of them carries personal data: they appear in workflow ids, URLs, logs and histories.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One case: a matter that follows a procedure. A UUID. */
export type CaseId = Branded<'CaseId'>;
/** One application for the service: a case under its own id. */
export type ApplicationId = CaseId;
/** One request to change something; also the Temporal update id. A UUID. */
export type CommandId = Branded<'CommandId'>;
/** One account in the staff register, e.g. `head-1`. */
export type StaffId = Branded<'StaffId'>;
/** A verified person behind one or more staff accounts: separation of duties looks at this, never at the account. */
export type PersonId = Branded<'PersonId'>;
/** A notice of a preliminary refusal: the id of the command that approved it. */
export type NoticeId = Branded<'NoticeId'>;
/** A draft of a result: the id of the command that handed it over. */
export type DraftId = Branded<'DraftId'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** A lower-case UUID, or null. */
export function parseUuid(text: string): string | null {
  return uuidPattern.test(text) ? text : null;
}

/** An application id, or null when the text is not a lower-case UUID. */
export function parseApplicationId(text: string): ApplicationId | null {
  return parseUuid(text) as ApplicationId | null;
}

/** A command id, or null when the text is not a lower-case UUID. */
export function parseCommandId(text: string): CommandId | null {
  return parseUuid(text) as CommandId | null;
}

/** A staff id (letters, digits, `.`, `_`, `-`; at most 64), or null. */
export function parseStaffId(text: string): StaffId | null {
  return namePattern.test(text) ? (text as StaffId) : null;
}

/** A person id (same alphabet as a staff id), or null. */
export function parsePersonId(text: string): PersonId | null {
  return namePattern.test(text) ? (text as PersonId) : null;
}

/** The notice that a command's approval brought about. */
export function noticeIdOf(command: CommandId): NoticeId {
  return command as string as NoticeId;
}

/** The draft that a command handed over. */
export function draftIdOf(command: CommandId): DraftId {
  return command as string as DraftId;
}

/** How the Temporal workflow id of every application begins; the number follows. */
export const applicationWorkflowIds = 'application/';

/** The Temporal workflow id of the application with a number, which operators can read. */
export function applicationWorkflowId(number: string): string {
  return `${applicationWorkflowIds}${number}`;
}
