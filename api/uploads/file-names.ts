import { acceptedTypes } from './file-types.ts';

const known = new Set<string>(Object.values(acceptedTypes).flatMap(({ endings }) => endings));

export const maxNameLength = 255;

/**
 * The name under which a file is kept and handed out: its ending follows its type, since that is what a desktop opens it by. Another type's
 * ending is replaced; anything else stays in the name, before the right one. Nothing else of a name is ever changed: `form.ts` refuses
 * what cannot be kept. May be longer than the name was.
 *
 * @example fileNameFor('akt.hta', 'application/pdf') // 'akt.hta.pdf'
 * @example fileNameFor('scan.jpg', 'image/png') // 'scan.png'
 */
export function fileNameFor(name: string, mediaType: string): string {
  if (!isAccepted(mediaType)) return name;
  const right: readonly [string, ...string[]] = acceptedTypes[mediaType].endings;
  const ending = /\.([^.]*)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  if (right.includes(ending)) return name;
  const stem = known.has(ending) ? name.slice(0, -ending.length - 1) : name;
  return `${stem}.${right[0]}`;
}

function isAccepted(mediaType: string): mediaType is keyof typeof acceptedTypes {
  return Object.hasOwn(acceptedTypes, mediaType);
}
