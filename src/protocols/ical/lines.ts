/** Folds a content line at 75 octets, never inside a character (RFC 5545, section 3.1), and ends it. */
export function fold(line: string): string {
  if (line.length <= 75 && Buffer.byteLength(line) <= 75) return `${line}\r\n`;
  let out = '';
  let octets = 0;
  for (const character of line) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      out += '\r\n ';
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

/** A TEXT value (RFC 5545, section 3.3.11). Controls are left out; every kind of line end becomes `\n`. */
export function text(value: string): string {
  return value
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/** A parameter value, quoted, with the escapes of RFC 6868. */
export function parameter(value: string): string {
  // oxlint-disable-next-line no-control-regex
  const escaped = value.toWellFormed().replace(/\^/g, '^^').replace(/\r\n?|\n/g, '^n').replace(/"/g, "^'").replace(/[\u0000-\u001f\u007f]/g, '');
  return /^[A-Za-z0-9-]*$/.test(escaped) ? escaped : `"${escaped}"`;
}

/** A URI value: nothing in it may end the line. */
export function uri(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.toWellFormed().replace(/[\s\u0000-\u001f\u007f]/g, encodeURIComponent);
}

/** An instant in UTC: `20090205T070000Z`. */
export function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A local time or a date, without its separators. */
export function basic(value: string): string {
  return value.replace(/[-:]/g, '');
}
