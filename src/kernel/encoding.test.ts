import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText, EncodingError } from './encoding.ts';

const russian =
  'Закон о предоставлении убежища иностранным гражданам и лицам без гражданства. Статья 1. Основные понятия, используемые в законе.';
const ukrainian =
  'Цей Закон визначає порядок регулювання суспільних відносин у сфері визнання особи біженцем, яка потребує додаткового захисту.';
const lithuanian =
  'Įstatymas dėl užsieniečių teisinės padėties nustato atvykimo, išvykimo, laikino ar nuolatinio gyvenimo tvarką, prieglobsčio suteikimą.';
const polish =
  'Ustawa określa zasady, zakres i warunki udzielania cudzoziemcom ochrony na terytorium Rzeczypospolitej Polskiej; środki łączności, żądanie.';

describe('an encoding is told from the bytes', () => {
  test.each([
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['ibm866', russian],
    ['iso-8859-5', russian],
    ['windows-1251', ukrainian],
    ['koi8-u', ukrainian],
    ['iso-8859-5', ukrainian],
    ['windows-1257', lithuanian],
    ['windows-1250', polish],
    ['iso-8859-2', polish],
    ['windows-1252', `It is the State’s duty – “as agreed” – to protect. ${'The directive applies. '.repeat(40)}`],
  ])('%s', (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toEqual({ text, encoding });
  });

  test('marks at the start decide, and are no part of the text', () => {
    for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'] as const) {
      expect(decodeText(iconv.encode(russian, encoding, { addBOM: true }))).toEqual({ text: russian, encoding });
    }
  });

  test('every text in UTF-8 is read back', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary' })
          .filter((s) => s.isWellFormed() && !s.includes('\0') && !/^(\uFEFF|%PDF-|PK\x03\x04|GIF8|\{\\rtf)/.test(s)),
        (text) => {
          expect(decodeText(new TextEncoder().encode(text)).text).toBe(text);
        },
      ),
    );
  });

  test('any bytes are read or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          expect(typeof decodeText(bytes).text).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(EncodingError);
        }
      }),
    );
  });
});

test('a declared encoding is used where it fits and passed over where it does not', () => {
  expect(decodeText(iconv.encode('Да', 'windows-1251'), 'windows-1251').text).toBe('Да');
  expect(decodeText(iconv.encode(russian, 'windows-1251'), 'utf-8').encoding).toBe('windows-1251');
  expect(decodeText(new TextEncoder().encode(russian), 'windows-1251').text).toBe(russian);
  expect(decodeText(iconv.encode(russian, 'koi8-r'), 'no-such-encoding').text).toBe(russian);
});

test('what is no text is refused by name', () => {
  expect(() => decodeText(Buffer.from('%PDF-1.7\n'))).toThrow('a PDF file');
  expect(() => decodeText(Buffer.from('PK\x03\x04xyz', 'latin1'))).toThrow('ZIP');
  expect(() => decodeText(Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256))).toThrow(/binary/);
  expect(() => decodeText(iconv.encode('Это мой дом', 'windows-1251').map((b) => (b < 128 ? 0 : b)))).toThrow(EncodingError);
});

const samples = join(import.meta.dirname, '../../../shared/data/hostile-input/encodings');

/** The encoding of a sample by its name, as iconv-lite calls it; `null` for those that are not promised. */
function nameOf(file: string): string | null {
  const names: Readonly<Record<string, string>> = {
    ascii: 'ascii',
    koi8r: 'koi8-r',
    koi8u: 'koi8-u',
    cp1251: 'windows-1251',
    ibm866: 'ibm866',
    cp866: 'ibm866',
    iso88595: 'iso-8859-5',
    iso88592: 'iso-8859-2',
    cp1250: 'windows-1250',
    cp1257: 'windows-1257',
    utf8: 'utf-8',
    'utf-8-bom': 'utf-8',
    'utf-16le-bom': 'utf-16le',
    'utf8.bom': 'utf-8',
    'ucs2le.bom': 'utf-16le',
    'ucs2be.bom': 'utf-16be',
  };
  const promised = [
    'utf-8',
    'windows-1251',
    'koi8-r',
    'iso-8859-5',
    'iso-8859-1',
    'iso-8859-2',
    'windows-1252',
    'windows-1250',
    'windows-1257',
  ];
  const name = file.replace(/^\w\w(?:ne)?-s\.|^UNSD-ru\./, '').replace(/\.(?:txt|csv)$/, '');
  return names[name] ?? (promised.includes(name) ? name : null);
}

describe.skipIf(!existsSync(samples))('real files (skipped where ../shared/data is absent)', () => {
  const files = readdirSync(samples, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => ({ path: join(e.parentPath, e.name), encoding: nameOf(e.name) }));

  test('nearly all of those in a promised encoding are read right', () => {
    const promised = files.filter((f) => f.encoding !== null);
    const wrong = promised.filter(({ path, encoding }) => {
      const bytes = readFileSync(path);
      return decodeText(bytes).text !== iconv.decode(bytes, encoding ?? '');
    });
    console.log(`encodings: ${promised.length - wrong.length} of ${promised.length} real files read right`);
    expect(promised.length).toBeGreaterThan(70);
    // An Estonian text in windows-1252 whose rare letters ISO-8859-13 has too.
    expect(wrong.map((f) => f.path.slice(samples.length + 1))).toEqual(['uchardet/et/windows-1252.txt']);
  });

  test('the others are read or refused by name', () => {
    for (const { path } of files) {
      try {
        decodeText(readFileSync(path));
      } catch (error) {
        expect(error).toBeInstanceOf(EncodingError);
      }
    }
  });
});
