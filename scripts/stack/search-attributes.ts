/** What operators search applications by in Temporal's UI, and the type each is registered with. */
export const searchAttributes = {
  ApplicationStage: 'Keyword',
  ApplicationNumber: 'Keyword',
  ApplicationSubtype: 'Keyword',
  ApplicationExecutor: 'Keyword',
  CalendarEdition: 'Keyword',
  ResultDueAt: 'Datetime',
  NextMilestoneAt: 'Datetime',
  Overdue: 'Bool',
} as const satisfies Record<string, 'Keyword' | 'Datetime' | 'Bool'>;
