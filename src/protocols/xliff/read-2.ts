import { tidyContent, type Code, type CodeType, type Content } from './content.ts';
import type { UnitState, XliffUnit } from './document.ts';
import { childOf, childrenOf, textOf, type Node } from './node.ts';

const order: readonly UnitState[] = ['initial', 'translated', 'reviewed', 'final'];

function typeOf(attributes: ReadonlyMap<string, string>): CodeType {
  const subTypes: Readonly<Record<string, CodeType>> = { 'xlf:b': 'bold', 'xlf:i': 'italic', 'xlf:lb': 'break' };
  const type = attributes.get('type');
  return subTypes[attributes.get('subType') ?? ''] ?? (type === 'link' || type === 'image' ? type : 'other');
}

function inline(node: Node, data: ReadonlyMap<string, string>, out: (string | Code)[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') {
      out.push(child);
      continue;
    }
    if (child.namespace !== node.namespace) continue;
    const { name, attributes } = child;
    const id = attributes.get('id') ?? '';
    const type = typeOf(attributes);
    const original = (attribute: string) => data.get(attributes.get(attribute) ?? '') ?? null;
    if (name === 'mrk') inline(child, data, out);
    else if (name === 'pc') {
      out.push({ kind: 'open', id, type, original: original('dataRefStart') });
      inline(child, data, out);
      out.push({ kind: 'close', id, type, original: original('dataRefEnd') });
    } else if (name === 'ph') out.push({ kind: 'standalone', id, type, original: original('dataRef') });
    else if (name === 'sc') out.push({ kind: 'open', id, type, original: original('dataRef') });
    else if (name === 'ec') {
      const start = attributes.get('startRef') ?? id;
      const own = out.find((c): c is Code => typeof c !== 'string' && c.kind === 'open' && c.id === start);
      out.push({ kind: 'close', id: start, type: own?.type ?? type, original: original('dataRef') });
    } else if (name === 'cp') {
      // A character that XML cannot hold (section 4.3.1.11 of 2.1).
      const point = Number.parseInt(attributes.get('hex') ?? '', 16);
      if (point >= 0 && point <= 0x10ffff) out.push(String.fromCodePoint(point));
    }
  }
}

function contentOf(node: Node, data: ReadonlyMap<string, string>): (string | Code)[] {
  const out: (string | Code)[] = [];
  inline(node, data, out);
  return out;
}

/** The targets in the order of the target language, which `order` may tell (section 4.3.1.22). */
function targetOf(parts: readonly Node[], data: ReadonlyMap<string, string>): Content | null {
  const placed = parts.map((part, i) => {
    const target = childOf(part, 'target');
    const said = Number(target?.attributes.get('order') ?? Number.NaN);
    // What is between segments is taken over where nobody says otherwise.
    const instead = part.name === 'ignorable' ? childOf(part, 'source') : undefined;
    const from = target ?? instead;
    return { place: Number.isInteger(said) ? said : i + 1, missing: from === undefined, content: from ? contentOf(from, data) : [] };
  });
  if (placed.some((p) => p.missing)) return null;
  return tidyContent(placed.sort((a, b) => a.place - b.place).flatMap((p) => p.content));
}

/** A `unit`, its segments joined: a unit is what is brought back, however it was cut meanwhile. */
export function unitOf2(node: Node): XliffUnit | string {
  const id = node.attributes.get('id');
  const parts = childrenOf(node, 'segment', 'ignorable');
  const segments = parts.filter((p) => p.name === 'segment');
  if (!id) return 'a unit has no id';
  if (segments.length === 0 || parts.some((p) => !childOf(p, 'source'))) return `unit ${id} has no source`;
  const kept = childOf(node, 'originalData');
  const data = new Map((kept ? childrenOf(kept, 'data') : []).map((d) => [d.attributes.get('id') ?? '', textOf(d)]));
  const notes = childOf(node, 'notes');
  const target = targetOf(parts, data);
  const states = segments.map((s) => {
    const said = order.indexOf((s.attributes.get('state') ?? '') as UnitState);
    return said >= 0 ? said : target && target.length > 0 ? 1 : 0;
  });
  const source = tidyContent(parts.flatMap((p) => childrenOf(p, 'source').flatMap((s) => contentOf(s, data))));
  return { id, source, target, state: order[Math.min(...states)] ?? 'initial', notes: notes ? childrenOf(notes, 'note').map(textOf) : [], translate: node.attributes.get('translate') !== 'no' };
}
