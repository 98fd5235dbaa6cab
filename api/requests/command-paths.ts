import type { CommandName } from '../../workflows/application/commands.ts';

/** Where each command is sent, under `/v1/applications/{id}`. */
export const commandPaths: Readonly<Record<CommandName, string>> = {
  'appoint-executor': '/executor',
  'record-completeness': '/completeness',
  'record-conformity': '/conformity',
  object: '/objection',
  'request-oral-hearing': '/oral-hearing-request',
  'waive-hearing': '/hearing-waiver',
  'supply-documents': '/documents',
  'record-hearing': '/hearing-record',
  'approve-preliminary-refusal': '/preliminary-refusal/approval',
  'return-preliminary-refusal': '/preliminary-refusal/return',
  'record-receipt': '/notices/:noticeId/receipt',
  'draft-result': '/draft',
  'return-draft': '/draft/return',
  'sign-decision': '/decision',
  withdraw: '/withdrawal',
};
