import { fileURLToPath } from 'node:url';

/** Where the workflows are, and how they read what is sent to them: for whoever bundles them. */
export const workflowSource = {
  workflowsPath: fileURLToPath(new URL('index.ts', import.meta.url)),
  payloadConverterPath: fileURLToPath(new URL('payload-converter.ts', import.meta.url)),
} as const;
