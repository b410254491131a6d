import type { Handler, OpenTag } from './xml-events.ts';

/** A small part of a document as a tree: one unit, one note. */
export interface Node extends OpenTag {
  readonly children: (Node | string)[];
}

/** Collects the tree below an element; `done` gets it when the element closes. */
export function collect(tag: OpenTag, done: (node: Node) => void): Handler {
  const root: Node = { ...tag, children: [] };
  const open = [root];
  return {
    open(inner) {
      const node: Node = { ...inner, children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
    },
    close() {
      open.pop();
      if (open.length === 0) done(root);
    },
    text: (text) => void open.at(-1)?.children.push(text),
  };
}

/** The elements directly below with one of these names, in the namespace of their parent. */
export function childrenOf(node: Node, ...names: readonly string[]): Node[] {
  return node.children.filter((c): c is Node => typeof c !== 'string' && c.namespace === node.namespace && names.includes(c.name));
}

export function childOf(node: Node, name: string): Node | undefined {
  return childrenOf(node, name)[0];
}

/** All text below. */
export function textOf(node: Node): string {
  return node.children.map((c) => (typeof c === 'string' ? c : textOf(c))).join('');
}
