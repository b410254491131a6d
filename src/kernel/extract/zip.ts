import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { type ExtractLimits, type ExtractWarning, Unreadable } from './types.ts';

const maxEntries = 20_000;
/** A protected Office document is an OLE file (MS-OFFCRYPTO), and so are those older than 2007. */
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const protectedPackage = Buffer.from('EncryptedPackage', 'utf16le');

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (entries.push(entry) > maxEntries) throw new Unreadable('too-large');
  }
  return entries;
}

/**
 * Unpacks an archive, counting as it goes: what a header says of sizes is not believed. Returns the contents of the files that `wanted`
 * names; the others are unpacked as well, and thrown away, since a library will unpack them. `foreign`: the warning for what is no archive.
 */
export async function unpack(bytes: Buffer, wanted: RegExp, limits: ExtractLimits, foreign: ExtractWarning): Promise<Map<string, Buffer>> {
  if (bytes.subarray(0, ole.length).equals(ole)) throw new Unreadable(bytes.includes(protectedPackage) ? 'encrypted' : foreign);
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) throw new Unreadable(foreign);
  const found = new Map<string, Buffer>();
  let unpacked = 0;
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true });
    for (const entry of await entriesOf(zip)) {
      if (entry.isEncrypted()) throw new Unreadable('encrypted');
      if (entry.fileName.endsWith('/')) continue;
      const chunks: Buffer[] = [];
      for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        if (unpacked > limits.unpacked_bytes) throw new Unreadable('too-large');
        if (wanted.test(entry.fileName)) chunks.push(chunk);
      }
      if (wanted.test(entry.fileName)) found.set(entry.fileName, Buffer.concat(chunks));
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('damaged');
  }
  return found;
}
