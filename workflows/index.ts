export { application } from './application/workflow.ts';
