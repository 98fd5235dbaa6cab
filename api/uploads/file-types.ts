/**
 * What may be uploaded: documents that open everywhere and run nothing. Judged by content, never by name or header. Each has the
 * letters that people know it by, and the endings of its names; the first one is given to a name without any of them.
 */
export const acceptedTypes = {
  'application/pdf': { label: 'PDF', endings: ['pdf'] },
  'image/png': { label: 'PNG', endings: ['png'] },
  'image/jpeg': { label: 'JPEG', endings: ['jpg', 'jpeg'] },
  'image/tiff': { label: 'TIFF', endings: ['tif', 'tiff'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: 'DOCX',
    endings: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { label: 'XLSX', endings: ['xlsx'] },
} as const satisfies Record<
  string,
  { readonly label: string; readonly endings: readonly [string, ...string[]] }
>;

export type AcceptedType = keyof typeof acceptedTypes;

export const acceptedLabels = Object.values(acceptedTypes)
  .map(({ label }) => label)
  .join(', ');
