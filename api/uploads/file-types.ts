import { fileTypeFromFile } from 'file-type';

/** What may be uploaded: documents that open everywhere and run nothing. Judged by content, never by name or header. */
export const acceptedTypes: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
};

/** The media type of a file by its content, or null when it is none of the accepted ones. */
export async function mediaTypeOf(path: string): Promise<string | null> {
  const found = await fileTypeFromFile(path);
  return found !== undefined && Object.hasOwn(acceptedTypes, found.mime) ? found.mime : null;
}
