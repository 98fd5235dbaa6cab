// The one door of the client. Types of what is sent and answered are generated from openapi.json.
export { connect, on, Otinish, type Connection } from './connect.ts';
export { type Change, type Following } from './changes.ts';
export { factOf, type ApplicationEvent } from './events.ts';
export type * from './generated/index.ts';
export { NoAnswer, OtinishProblem, StaleApplication } from './problems.ts';
export { clientCredentials, type ClientCredentials, type TokenSource } from './tokens.ts';
export { webhookReader, type Delivery } from './webhooks.ts';
