/** The endings that names of each accepted type have; the first one is given to a name without any of them. */
const endings: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
};
const known = new Set(Object.values(endings).flat());

export const maxNameLength = 255;

/**
 * Characters that show something else than they are: control characters, those that turn the direction of a text or have no
 * width, separators of lines.
 */
const deceivingCharacters = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * The name under which a file is kept and handed out: its ending follows its type, since that is what a desktop opens it by. Another type's
 * ending is replaced; anything else stays in the name, before the right one.
 *
 * @example fileNameFor('akt.hta', 'application/pdf') // 'akt.hta.pdf'
 * @example fileNameFor('scan.jpg', 'image/png') // 'scan.png'
 */
export function fileNameFor(name: string, mediaType: string): string {
  const right = endings[mediaType];
  // Windows takes dots and spaces at the end away, and with them what was hidden behind.
  const shown = name.replaceAll(new RegExp(deceivingCharacters, 'gu'), '').replace(/[\s.]+$/u, '') || 'file';
  if (right === undefined) return shown;
  const ending = /\.([^.]*)$/u.exec(shown)?.[1]?.toLowerCase() ?? '';
  if (right.includes(ending)) return shown;
  const stem = known.has(ending) ? shown.slice(0, -ending.length - 1) : shown;
  return `${stem.slice(0, maxNameLength - right[0].length - 1)}.${right[0]}`;
}
