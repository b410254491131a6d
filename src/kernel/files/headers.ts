import { create } from 'content-disposition';
import { parse } from 'range-parser';
import type { ByteRange } from './store.ts';

/** Shown in the browser: kinds that cannot run script in the origin of the portal. */
const inline = new Set([
  ...['application/pdf', 'text/plain', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'],
  ...['audio/mpeg', 'audio/ogg', 'video/mp4', 'video/webm'],
]);
/** Shown as the text that they are. */
const plain = new Set(['text/markdown', 'application/x-bibtex', 'application/x-research-info-systems', 'application/x-subrip']);
/** Read by a browser as pages that may run script: only ever saved, and as bytes. */
const active = /html|xml|svg|script|x-shockwave|wasm|x-mht|multipart|message\/rfc822/;

/** The type to send a stored file with, and whether a browser may show it in place. */
export function safeContentType(mediaType: string): { type: string; inline: boolean } {
  const type = mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
  if (plain.has(type)) return { type: 'text/plain; charset=utf-8', inline: true };
  if (type === 'text/plain') return { type: 'text/plain', inline: true };
  if (inline.has(type)) return { type, inline: true };
  const known = /^[a-z]+\/[a-z0-9.+-]+$/.test(type) && (!active.test(type) || /openxmlformats|opendocument/.test(type));
  return { type: known ? type : 'application/octet-stream', inline: false };
}

/**
 * A Content-Disposition (RFC 6266) whose name keeps its letters by RFC 8187. Only the last part of a path counts, and control and
 * direction characters, which can make a name look like another, are taken out.
 */
export function contentDisposition(name: string, disposition: 'inline' | 'attachment' = 'attachment'): string {
  const base = (name.toWellFormed().split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 200).toWellFormed();
  return create(base === '' || /^\.+$/.test(base) ? 'file' : base, { type: disposition });
}

/** Chrome shows no PDF in a sandbox; a PDF has no access to the origin anyway. */
const pdfPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

/** All headers that say what a stored file is; add Content-Length, ETag and the caching that its audience allows. */
export function fileHeaders(mediaType: string, name: string): Record<string, string> {
  const safe = safeContentType(mediaType);
  return {
    'content-type': safe.type,
    'content-disposition': contentDisposition(name, safe.inline ? 'inline' : 'attachment'),
    'x-content-type-options': 'nosniff',
    'content-security-policy': safe.type === 'application/pdf' ? pdfPolicy : "default-src 'none'; sandbox",
    'accept-ranges': 'bytes',
  };
}

/**
 * What a Range header asks of a content of `size` bytes (RFC 9110, section 14): one range, or `unsatisfiable` (416), or `null` for the
 * whole: no header, another unit, nonsense, an empty content, or several ranges, which a server may answer with the whole.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  if (header === undefined || size === 0 || header.length > 200) return null;
  const { code, type, ranges } = parse(size, header.trim());
  if (type !== 'bytes' || (code & 1) !== 0 || ranges.length > 1) return null;
  const only = ranges[0];
  return only === undefined ? 'unsatisfiable' : { start: only.start, end: only.end };
}
