/** Where the workflows are, and how they read what is sent to them: for whoever bundles them. Paths. */
export const workflowSource = {
  workflowsPath: `${import.meta.dirname}/index.ts`,
  payloadConverterPath: `${import.meta.dirname}/payload-converter.ts`,
} as const;
