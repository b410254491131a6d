import iconv from 'iconv-lite';
import { detect } from 'jschardet';

/** The bytes are no text, or text in an encoding that cannot be told or is not read. The message names what they look like. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

export interface Decoded {
  readonly text: string;
  /** The name of the encoding as IANA registers it, in lower case. */
  readonly encoding: string;
}

/** What statistics may find, by the detector's name: encodings of the languages of the participating States, and of Western Europe. */
const readable: Readonly<Record<string, string>> = {
  'windows-1251': 'windows-1251', 'koi8-r': 'koi8-r', 'koi8-u': 'koi8-u', ibm866: 'ibm866', cp1125: 'cp1125', 'iso-8859-5': 'iso-8859-5',
  ibm855: 'ibm855', maccyrillic: 'x-mac-cyrillic',
  'windows-1250': 'windows-1250', 'iso-8859-2': 'iso-8859-2', 'iso8859-16': 'iso-8859-16', cp852: 'ibm852', maclatin2: 'x-mac-ce',
  'windows-1257': 'windows-1257', 'iso-8859-13': 'iso-8859-13', 'iso8859-4': 'iso-8859-4', cp775: 'ibm775',
  'windows-1252': 'windows-1252', 'iso-8859-1': 'iso-8859-1', 'iso8859-15': 'iso-8859-15',
  'utf-16-le': 'utf-16le', 'utf-16-be': 'utf-16be', 'utf-32-le': 'utf-32le', 'utf-32-be': 'utf-32be',
};
/** Where iconv-lite has another name. */
const decoderNames: Readonly<Record<string, string>> = {
  'x-mac-cyrillic': 'maccyrillic', 'x-mac-ce': 'maccenteuro', ibm775: 'cp775', ibm855: 'cp855', ibm852: 'cp852',
};

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF file'], ['PK\x03\x04', 'a ZIP archive or an Office document'], ['\xd0\xcf\x11\xe0', 'an old Office document'],
  ['\x89PNG', 'a PNG picture'], ['\xff\xd8\xff', 'a JPEG picture'], ['GIF8', 'a GIF picture'],
  ['\x1f\x8b', 'a gzip archive'], ['{\\rtf', 'an RTF document'],
];
/** Longest first, since the mark of UTF-32LE begins like that of UTF-16LE. */
const marks: readonly (readonly [string, string])[] = [
  ['\xff\xfe\0\0', 'utf-32le'], ['\0\0\xfe\xff', 'utf-32be'], ['\xef\xbb\xbf', 'utf-8'], ['\xff\xfe', 'utf-16le'], ['\xfe\xff', 'utf-16be'],
];

const sampleBytes = 64 * 1024;
const minimumConfidence = 0.12;
const advice = 'save it as UTF-8';

function decode(bytes: Uint8Array, encoding: string): Decoded {
  return { text: iconv.decode(bytes, decoderNames[encoding] ?? encoding), encoding };
}

/** C0 controls that no text has: not tab, line ends, form feed or the old end-of-file mark. */
const controls = (text: string) => text.match(/[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffd]/g)?.length ?? 0;
const isText = (text: string) => !text.includes('\0') && controls(text) <= text.length / 500;

const utf8Decoder = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8Decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** The declared encoding, when it is known and its result has nothing that such a text cannot have. */
function decodeDeclared(bytes: Uint8Array, declared: string): Decoded | null {
  const name = declared.trim().toLowerCase();
  if (/^utf-?8$|^(us-)?ascii$/.test(name) || !iconv.encodingExists(name)) return null;
  const decoded = decode(bytes, name);
  return isText(decoded.text) && !/[\x80-\x9f\ufffd]/.test(decoded.text) ? decoded : null;
}

/** The part of the text that statistics look at: from shortly before its first letter outside ASCII. */
function sample(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((b) => b > 0x7f);
  const start = Math.max(0, first - 2000) & ~3;
  return bytes.subarray(start, start + sampleBytes);
}

/**
 * Text from bytes in UTF-8, UTF-16 or UTF-32, or in a one-byte encoding told by the statistics of its letters. Bytes that are valid
 * UTF-8 are read as such whatever is declared. `declared` is a name from outside (a header, a `<meta>`), used only when it fits.
 *
 * Throws {@link EncodingError}.
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const signature = signatures.find(([start]) => head.startsWith(start));
  if (signature) throw new EncodingError(`not a text: it looks like ${signature[1]}`);
  const mark = marks.find(([start]) => head.startsWith(start));
  if (mark && mark[1] !== 'utf-8') {
    const decoded = decode(bytes, mark[1]);
    if (isText(decoded.text)) return decoded;
    throw new EncodingError(`not a text: it begins with the mark of ${mark[1].toUpperCase()} but is damaged or binary`);
  }
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && !utf8.includes('\0')) return { text: utf8, encoding: 'utf-8' };
  if (mark) throw new EncodingError(`begins with the mark of UTF-8 but is not valid UTF-8; ${advice}`);
  const fitting = declared === undefined ? null : decodeDeclared(bytes, declared);
  if (fitting) return fitting;

  const found = detect(sample(bytes));
  const encoding = readable[(found.encoding ?? '').toLowerCase()];
  const decoded = encoding === undefined ? null : decode(bytes, encoding);
  if (decoded === null ? bytes.includes(0) : !isText(decoded.text)) throw new EncodingError('not a text: it looks like binary data');
  if (decoded === null) throw new EncodingError(`looks like ${found.encoding ?? 'no encoding known'}, which is not read; ${advice}`);
  if (found.confidence >= minimumConfidence) return decoded;
  const western = decode(bytes, 'windows-1252');
  if (/^(windows-1252|iso-8859-15?)$/.test(decoded.encoding) || decoded.text === western.text) return western;
  throw new EncodingError(`its encoding cannot be told (perhaps ${decoded.encoding}); ${advice}`);
}
