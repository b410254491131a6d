import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A place in the code that names messages. What the code puts together is a pattern: `*` stands for one computed part. */
export interface MessageUse {
  readonly key: string;
  readonly file: string;
  readonly line: number;
  /** Whether it is given to `t()`: then it must exist. Other strings that look like keys may be handed on to it. */
  readonly asked: boolean;
}

/** `editorial.facet.${name}` → `editorial.facet.*` */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  return ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map((s) => `*${s.literal.text}`).join('') : null;
}

function isTranslation(node: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
  return name === 't';
}

/** The strings that an expression may come to: both branches of a choice. */
function outcomes(node: ts.Expression): string[] {
  if (ts.isParenthesizedExpression(node)) return outcomes(node.expression);
  if (ts.isConditionalExpression(node)) return [...outcomes(node.whenTrue), ...outcomes(node.whenFalse)];
  const text = textOf(node);
  return text === null ? [] : [text];
}

/** Every string of the source that names a message, or may do so. */
export function messageUses(root: string, looksLikeKey: (text: string) => boolean): MessageUse[] {
  const uses: MessageUse[] = [];
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root, exclude: (name) => /\.test\.tsx?$|\.d\.ts$|db-types\.ts$|src\/islands/.test(name) });
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
    const add = (key: string, node: ts.Node, asked: boolean) => uses.push({ key, file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, asked });
    const visit = (node: ts.Node): void => {
      const [argument] = isTranslation(node) ? node.arguments : [];
      if (argument) for (const key of outcomes(argument)) add(key, argument, true);
      const text = textOf(node);
      if (text !== null && looksLikeKey(text)) add(text, node, false);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return uses;
}
