import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, test } from 'vitest';
import { createExtractor, extractText } from './extract.ts';

const pdf = 'application/pdf';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const odt = 'application/vnd.oasis.opendocument.text';
const dir = mkdtempSync(join(tmpdir(), 'soderkoping-extract-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A PDF of one page with one line, as a person would write it by hand: without a cross-reference table, which readers rebuild. */
const smallPdf = (line: string) => {
  const content = `BT /F1 12 Tf 50 700 Td (${line}) Tj ET`;
  return Buffer.from(`%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>
%%EOF`);
};

const smallDocx = (body: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
    ...more,
  });

const smallOdt = (text: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.text'),
    'content.xml': strToU8(
      `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>${text}</office:text></office:body></office:document-content>`,
    ),
    ...more,
  });

describe('text comes out of', () => {
  test('PDF, by page', async () => {
    expect(await extractText(smallPdf('Readmission agreement'), pdf)).toEqual({
      pages: [{ number: 1, text: 'Readmission agreement' }],
      warnings: [],
    });
  });

  test('DOCX', async () => {
    const file = smallDocx('<w:p><w:r><w:t>Соглашение о реадмиссии</w:t></w:r></w:p><w:p><w:r><w:t>Second</w:t></w:r></w:p>');
    expect(await extractText(file, docx)).toEqual({ pages: [{ number: null, text: 'Соглашение о реадмиссии\n\nSecond' }], warnings: [] });
  });

  test('ODT, without deleted text and comments', async () => {
    const file = smallOdt(
      '<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:h>Заголовок</text:h><text:p>One<text:s text:c="2"/>two<office:annotation><text:p>remark</text:p></office:annotation><text:line-break/>three &amp; four</text:p>',
    );
    expect(await extractText(file, odt)).toEqual({ pages: [{ number: null, text: 'Заголовок\nOne two\nthree & four' }], warnings: [] });
  });

  test('HTML in the encoding that it declares or shows', async () => {
    const page =
      '<!doctype html><meta charset="windows-1251"><title>Право</title><style>x{}</style><script>alert(1)</script><p>Статья <b>5</b></p><table><tr><td>a<td>b</table>';
    const { pages } = await extractText(iconv.encode(page, 'windows-1251'), 'text/html; charset=x');
    expect(pages[0]?.text).toBe('Право\n\nСтатья 5\n\na\tb');
  });

  test('plain text in an old encoding', async () => {
    const text = 'Закон о беженцах и лицах без гражданства принят парламентом.';
    expect((await extractText(iconv.encode(text, 'koi8-r'), 'text/plain')).pages[0]?.text).toBe(text);
    expect((await extractText(Buffer.from('a\0b\r\nc\ud800', 'utf16le'), 'text/csv')).warnings).not.toEqual([]);
  });

  test('a file on disk', async () => {
    writeFileSync(join(dir, 'a.txt'), 'Words on disk');
    expect((await extractText(join(dir, 'a.txt'), 'text/plain')).pages[0]?.text).toBe('Words on disk');
    await expect(extractText(join(dir, 'none.txt'), 'text/plain')).rejects.toThrow('ENOENT');
  });
});

describe('what cannot be read is a warning', () => {
  const zip = zipSync({ 'a.txt': strToU8('x') });
  const large = { 'big.bin': new Uint8Array(30 * 1024 * 1024) };
  test.each([
    ['a damaged PDF', Buffer.from('%PDF-1.7\nnothing'), pdf, 'damaged'],
    ['a PDF that is none', Buffer.from('<html>'), pdf, 'not-a-pdf'],
    ['a zip that is no DOCX', zip, docx, 'not-a-docx'],
    ['a zip that is no ODT', zip, odt, 'not-an-odt'],
    ['a DOCX that is no zip', Buffer.from('{\\rtf1}'), docx, 'not-a-docx'],
    ['a DOCX cut short', smallDocx('<w:p/>').subarray(0, 500), docx, 'damaged'],
    ['a DOCX without well-formed XML', smallDocx('<w:p><w:r>'), docx, 'damaged'],
    ['an ODT without well-formed XML', smallOdt('<text:p>'), odt, 'damaged'],
    ['an ODT with entities that grow', smallOdt('&lol;'), odt, 'damaged'],
    ['an encrypted ODT', smallOdt('', { 'META-INF/manifest.xml': strToU8('<manifest:encryption-data/>') }), odt, 'encrypted'],
    ['a zip bomb as DOCX', smallDocx('<w:p/>', large), docx, 'too-large'],
    ['a zip bomb as ODT', smallOdt('', large), odt, 'too-large'],
    ['a page without words', smallPdf(''), pdf, 'no-text'],
    ['another kind of file', Buffer.from('x'), 'application/x-unknown', 'unsupported'],
    ['bytes that are no text', Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256), 'text/plain', 'unknown-encoding'],
  ])('%s', async (_name, bytes, type, warning) => {
    expect(await extractText(bytes, type, { unpacked_bytes: 20 * 1024 * 1024 })).toEqual({ pages: [], warnings: [warning] });
  });

  test('a protected DOCX', async () => {
    const file = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]);
    expect((await extractText(file, docx)).warnings).toEqual(['encrypted']);
  });

  test('a file of 200 MB is not even opened', async () => {
    expect(await extractText(new Uint8Array(200 * 1024 * 1024), pdf)).toEqual({ pages: [], warnings: ['too-large'] });
  });

  test('text beyond the limit is cut', async () => {
    const { pages, warnings } = await extractText(Buffer.from('word '.repeat(1000)), 'text/plain', { characters: 100 });
    expect(pages[0]?.text).toHaveLength(100);
    expect(warnings).toEqual(['truncated']);
  });
});

describe('one file never takes the others with it', () => {
  test('a file that takes too long is given up', async () => {
    const extractor = createExtractor();
    const [slow, next] = await Promise.all([
      extractor.extract(Buffer.from('<p>'.repeat(3_000_000)), 'text/html', { milliseconds: 5 }),
      extractor.extract(Buffer.from('next'), 'text/plain'),
    ]);
    expect(slow).toEqual({ pages: [], warnings: ['timed-out'] });
    expect(next.pages[0]?.text).toBe('next');
    await extractor.close();
  });

  test('a file that needs too much memory is given up', async () => {
    const extractor = createExtractor(48);
    expect(await extractor.extract(Buffer.from('<p>x</p>'.repeat(1_000_000)), 'text/html', { milliseconds: 600_000 })).toEqual({
      pages: [],
      warnings: ['too-large'],
    });
    expect((await extractor.extract(Buffer.from('next'), 'text/plain')).pages[0]?.text).toBe('next');
    await extractor.close();
  });

  test('a page nested 100,000 deep is read', async () => {
    expect((await extractText(Buffer.from(`${'<div>'.repeat(100_000)}deep`), 'text/html')).pages[0]?.text).toBe('deep');
  });
});

const samples = join(import.meta.dirname, '../../../shared/data/hostile-input');
describe.skipIf(!existsSync(samples))('real files (skipped where ../shared/data is absent)', () => {
  const types: Readonly<Record<string, string>> = { '.pdf': pdf, '.docx': docx, '.odt': odt };
  const files = readdirSync(samples, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && (types[extname(e.name).toLowerCase()] !== undefined || e.parentPath.endsWith('fuzz')))
    .map((e) => join(e.parentPath, e.name));

  test('every PDF and DOCX is read or gets a warning', async () => {
    const counts = new Map<string, number>();
    for (const file of files) {
      const { pages, warnings } = await extractText(file, types[extname(file).toLowerCase()] ?? pdf);
      if (pages.length === 0) expect(warnings, file).not.toEqual([]);
      const outcome = pages.length > 0 ? ['text', ...warnings].join(', ') : warnings.join(', ');
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    console.log(`texts of ${files.length} files: ${[...counts].map(([k, n]) => `${k} ${n}`).join('; ')}`);
    expect(files.length).toBeGreaterThan(300);
    expect(counts.get('text')).toBeGreaterThan(190);
    expect(counts.get('timed-out')).toBeUndefined();
  }, 600_000);

  test('Russian words come out of a PDF as its own text has them', async () => {
    const folder = join(samples, 'pdf/debian-docs');
    const { pages } = await extractText(join(folder, 'debian-faq.ru.pdf'), pdf);
    const words = (text: string) => new Set(text.toLowerCase().match(/\p{Script=Cyrillic}{4,}/gu));
    const found = words(pages.map((p) => p.text).join('\n'));
    const expected = [...words(readFileSync(join(folder, 'debian-faq.ru.txt'), 'utf8'))];
    const share = expected.filter((w) => found.has(w)).length / expected.length;
    console.log(`Russian words of the original found in the PDF: ${(share * 100).toFixed(1)} % of ${expected.length}`);
    expect(share).toBeGreaterThan(0.95);
    expect(pages.at(-1)?.number).toBeGreaterThan(70);
  });
});
