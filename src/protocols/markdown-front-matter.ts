import { Document, Scalar, visit } from 'yaml';

/** `2008-05`, `2008-05-14`, `2009-02-05T09:00` stand as they are: YAML 1.2 reads them as text. A bare year would be a number, and gets quotes. */
const date = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?$/;
/** What nobody could take for anything but text. */
const plain = /^\p{L}[\p{L}\p{N}]*([ _./-][\p{L}\p{N}]+)*$/u;
/** Of YAML 1.1 too, which many readers still speak. */
const reserved = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;
const id = /^[a-z][a-z0-9-]*$/;
const flowWidth = 160;

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null && v !== undefined).map(([k, v]) => [k.toWellFormed(), tidy(v)]));
}

/**
 * A map as YAML 1.2 in canonical form: keys in the order given, those that are `null` or `undefined` left out, lines ended by LF, none folded. The same
 * value gives the same bytes, and reading gives back the same value; what UTF-8 cannot hold (lone surrogates) becomes U+FFFD.
 */
export function writeYaml(fields: Readonly<Record<string, unknown>>): string {
  const document = new Document(tidy(fields), { schema: 'core', version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      node.type = date.test(node.value) || (plain.test(node.value) && !reserved.test(node.value)) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
    },
    Seq(_key, node) {
      // Short lists of ids read best on one line.
      const items = node.items.map((i) => (i instanceof Scalar ? i.value : null));
      node.flow = items.every((i) => typeof i === 'string' && id.test(i)) && items.join(', ').length < flowWidth;
    },
  });
  return document.toString({ lineWidth: 0, minContentWidth: 0, flowCollectionPadding: false, doubleQuotedAsJSON: true, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER });
}

/**
 * A Markdown file with front matter, in canonical form: a blank line before the body, one line end after it. White space around the body
 * is not part of it. No line of the front matter can be taken for its end, for {@link writeYaml} breaks no value.
 */
export function writeLanguageFile(front: Readonly<Record<string, unknown>>, body: string): string {
  const text = body.toWellFormed().replace(/\r\n?/g, '\n').trim();
  return `---\n${writeYaml(front)}---\n${text === '' ? '' : `\n${text}\n`}`;
}
