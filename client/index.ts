// The door for a portal's server. Types of what is sent and answered are generated from openapi.json.
export * from './browser.ts';
export { clientCredentials, type ClientCredentials } from './tokens.ts';
export { webhookReader, type Delivery } from './webhooks.ts';
