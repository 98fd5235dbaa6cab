export interface PdfText {
  /** Before the header. */
  readonly before?: string;
  /** Further entries of the trailer. */
  readonly trailer?: string;
}

const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>';

/**
 * The text of a PDF with one empty page, as readers want it: objects 1 to 3 are catalog, pages and page, `further` follow from 4 on.
 * `root` and `ofPage` are further entries of the catalog and the page.
 */
export function pdfText(
  further: readonly string[] = [],
  {
    root = '',
    ofPage = '',
    before = '',
    trailer = '',
  }: PdfText & { readonly root?: string; readonly ofPage?: string } = {},
): string {
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${root}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    page.replace('>>', `${ofPage}>>`),
    ...further,
  ];
  const pieces = ['%PDF-1.7\n'];
  let table = bytesIn(pieces.join(''));
  const places = objects.map((object, index) => {
    const piece = `${index + 1} 0 obj\n${object}\nendobj\n`;
    const place = table;
    pieces.push(piece);
    table += bytesIn(piece);
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${before}${pieces.join('')}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${table}\n%%EOF\n`;
}

function bytesIn(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}
