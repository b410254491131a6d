import { tidyContent, type Code, type CodeType, type Content } from './content.ts';
import type { UnitState, XliffUnit } from './document.ts';
import { childOf, childrenOf, textOf, type Node } from './node.ts';

const types: Readonly<Record<string, CodeType>> = { bold: 'bold', italic: 'italic', link: 'link', image: 'image', lb: 'break' };
const own = /^x-(bold|italic|struck|link|image|code|note|break|structure)$/;
const typeOf = (ctype = ''): CodeType => types[ctype] ?? (own.exec(ctype)?.[1] as CodeType | undefined) ?? 'other';
/** What is not here is not finished. */
const states: Readonly<Record<string, UnitState>> = {
  translated: 'translated', 'needs-review-translation': 'translated', 'needs-review-l10n': 'translated', 'needs-review-adaptation': 'translated', 'signed-off': 'reviewed', final: 'final',
};

function inline(node: Node, out: (string | Code)[], starts: { id: string; rid: string | undefined }[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') {
      out.push(child);
      continue;
    }
    if (child.namespace !== node.namespace) continue;
    const { name, attributes } = child;
    const id = attributes.get('id') ?? '';
    const rid = attributes.get('rid');
    const type = typeOf(attributes.get('ctype'));
    if (name === 'mrk') inline(child, out, starts);
    else if (name === 'g') {
      out.push({ kind: 'open', id, type, original: null });
      inline(child, out, starts);
      out.push({ kind: 'close', id, type, original: null });
    } else if (name === 'bpt' || name === 'bx') {
      starts.push({ id, rid });
      out.push({ kind: 'open', id, type, original: name === 'bx' ? null : textOf(child) });
    } else if (name === 'ept' || name === 'ex') {
      // The halves of a pair share an `id`, or an `rid` where their own differ (section 2.4).
      const start = starts.findLast((s) => s.id === id) ?? (rid === undefined ? undefined : starts.findLast((s) => s.rid === rid || s.id === rid));
      const opening = out.find((c): c is Code => typeof c !== 'string' && c.kind === 'open' && c.id === start?.id);
      out.push({ kind: 'close', id: start?.id ?? id, type: opening?.type ?? type, original: name === 'ex' ? null : textOf(child) });
    } else if (name === 'x') out.push({ kind: 'standalone', id, type, original: null });
    else if (name === 'ph' || name === 'it') out.push({ kind: 'standalone', id, type, original: textOf(child) });
  }
}

function contentOf(node: Node): Content {
  const out: (string | Code)[] = [];
  inline(node, out, []);
  return tidyContent(out);
}

/** A `trans-unit`; proposals of translations (`alt-trans`) and the source in segments (`seg-source`) are not looked at. */
export function unitOf12(node: Node): XliffUnit | string {
  const source = childOf(node, 'source');
  const target = childOf(node, 'target');
  const id = node.attributes.get('id');
  if (!id) return 'a trans-unit has no id';
  if (!source) return `unit ${id} has no source`;
  const said = target?.attributes.get('state');
  const approved = node.attributes.get('approved') === 'yes';
  const content = target ? contentOf(target) : null;
  const state = said === undefined ? (approved ? 'reviewed' : content && content.length > 0 ? 'translated' : 'initial') : (states[said] ?? 'initial');
  return { id, source: contentOf(source), target: content, state, notes: childrenOf(node, 'note').map(textOf), translate: node.attributes.get('translate') !== 'no' };
}
