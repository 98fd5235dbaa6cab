// The door for browsers: nothing of Node, and nothing that needs a secret. A page gives its user's token as a function.
export { connect, on, Otinish, type Connection } from './connect.ts';
export { type Change, type Following } from './changes.ts';
export { factOf, type ApplicationEvent } from './events.ts';
export type * from './generated/index.ts';
export { NoAnswer, NoToken, OtinishProblem, StaleApplication } from './problems.ts';
export { type TokenSource } from './transport.ts';
