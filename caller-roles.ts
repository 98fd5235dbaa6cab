/** Everybody the API knows. The first four act in the procedure, the others beside it. */
export const callerRoles = [
  'portal',
  'executor',
  'head',
  'notifier',
  'chancellery',
  'calendar-editor',
  'ops',
  'admin',
] as const;
export type CallerRole = (typeof callerRoles)[number];

/** Roles that are held by persons of the staff register, never by a machine. */
export const staffRoles: readonly CallerRole[] = [
  'executor',
  'head',
  'chancellery',
  'calendar-editor',
  'ops',
  'admin',
];
