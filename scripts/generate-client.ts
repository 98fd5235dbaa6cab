// Generates the typed client from client/openapi.json as it is committed. Set-up runs it; `npm run client` writes the document too.
import './setup/require-node.mjs';
import { generateClient } from './client/generate.ts';

await generateClient();
