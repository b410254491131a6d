/** Every class that a style sheet names is used by a component or a page, and every class of a component is styled somewhere or plainly unstyled. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (pattern: string) => globSync(pattern, { cwd: root }).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

const code = [...read('src/**/*.tsx'), ...read('src/islands/*.ts'), ...read('src/kernel/**/*.ts')].map((f) => f.text).join('\n');
/** Beginnings of class names that are put together: `focus-mark-${focus}`. */
const composed = [...code.matchAll(/([a-z][a-z0-9-]*-)\$\{/g)].map((m) => m[1] ?? '');
const words = new Set(code.match(/[a-z][a-z0-9-]*/g));

const unused = read('src/{ui,styles,domains}/**/*.css').flatMap(({ file, text }) => {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/url\([^)]*\)|"[^"]*"|'[^']*'/g, '');
  const classes = new Set([...bare.matchAll(/\.(-?[a-zA-Z][\w-]*)/g)].map((m) => m[1] ?? ''));
  return [...classes].filter((name) => !words.has(name) && !composed.some((start) => name.startsWith(start))).map((name) => `${file}: .${name} is used nowhere`);
});

if (unused.length > 0) {
  process.stderr.write(`${unused.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write('no unused class\n');
