import { transcode } from 'node:buffer';

/**
 * A text in UTF-8. A text with Kazakh or Russian in it is a string of two bytes a character, which Node writes to a socket
 * slowly, after measuring it: for a page of a list that took longer than to make it.
 */
export function inUtf8(text: string): Buffer {
  return transcode(Buffer.from(text, 'utf16le'), 'utf16le', 'utf8');
}
