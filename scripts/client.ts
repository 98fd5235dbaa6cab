// `npm run client`: writes client/openapi.json from the routes of this checkout, and generates the typed client from it.
import './setup/require-node.mjs';
import { writeFileSync } from 'node:fs';
import { describeApi } from './client/document.ts';
import { documentFile, generateClient } from './client/generate.ts';

writeFileSync(documentFile, await describeApi());
await generateClient();
