export { application } from './application/workflow.ts';
export { calendarAmendment as 'calendar-amendment' } from './calendar-amendment/workflow.ts';
