/**
 * Builds what browsers fetch beside the pages: style sheet, islands, fonts, favicon, into `dist/assets`, each named by the hash of its
 * content, with `manifest.json` that says the names. Fonts are cut anew only when their packages or the cutting changed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { transform } from 'lightningcss';
import { buildFonts, fontVersions } from './build-fonts.ts';

/** Names of the built files, relative to `dist/assets`. */
export interface AssetManifest {
  readonly css: string;
  readonly js: string;
  readonly favicon: string;
  readonly fonts: readonly string[];
  /** Fonts of the first screen by ISO 15924 script of the page's language. */
  readonly preload: Readonly<Record<'Latn' | 'Cyrl', readonly string[]>>;
}

/** What is kept of a build of the fonts: their names and rules. */
interface FontCache {
  readonly key: string;
  readonly files: readonly { readonly name: string; readonly preload: 'Latn' | 'Cyrl' | null; readonly rule: string }[];
}

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{fill:none;stroke:#0d5a63}@media(prefers-color-scheme:dark){path{stroke:#7cc7c6}}</style>
<path d="M4 4v24M28 4v24" stroke-width="5"/><path d="M6 16c3.3-4.5 6.7-4.5 10 0s6.7 4.5 10 0" stroke-width="3"/></svg>\n`;

const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 10);

/** Writes by renaming, so that a server never reads half a file. */
async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

async function putText(dir: string, name: string, extension: string, content: string | Uint8Array): Promise<string> {
  const file = `${name}-${hash(content)}.${extension}`;
  if (!existsSync(join(dir, file))) await put(join(dir, file), content);
  return file;
}

async function fonts(root: string, out: string): Promise<FontCache> {
  const cacheFile = join(root, 'dist', '.fonts.json');
  const recipe = await readFile(fileURLToPath(new URL('build-fonts.ts', import.meta.url)), 'utf8');
  const key = hash(`${await fontVersions()}\n${recipe}`);
  const cached = await readFile(cacheFile, 'utf8').then(
    (t) => JSON.parse(t) as FontCache,
    () => null,
  );
  if (cached?.key === key && cached.files.every((f) => existsSync(join(out, f.name)))) return cached;
  const files = [];
  for (const font of await buildFonts()) {
    const name = `fonts/${font.name}-${hash(font.bytes)}.woff2`;
    await put(join(out, name), font.bytes);
    files.push({ name, preload: font.preload, rule: font.rule(name) });
  }
  await put(cacheFile, JSON.stringify({ key, files }));
  return { key, files };
}

/** All style sheets in the order in which they are read: the statement of layers, fonts, foundations, components by name, print. */
async function styleSheet(root: string, fontRules: string): Promise<Uint8Array> {
  const style = (name: string) => readFile(join(root, 'src/styles', `${name}.css`), 'utf8');
  const components: string[] = [];
  for await (const file of glob('src/ui/**/*.css', { cwd: root })) components.push(file);
  components.sort();
  const parts = [
    await style('layers'),
    fontRules,
    ...(await Promise.all(['fonts', 'reset', 'tokens', 'base'].map(style))),
    ...(await Promise.all(components.map((file) => readFile(join(root, file), 'utf8')))),
    await style('print'),
  ];
  const { code } = transform({
    filename: 'app.css',
    code: Buffer.from(parts.join('\n')),
    minify: true,
    targets: { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) },
  });
  return code;
}

async function script(root: string): Promise<Uint8Array> {
  const result = await build({
    entryPoints: [join(root, 'src/islands/index.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('esbuild wrote nothing');
  return file.contents;
}

async function removeOthers(out: string, kept: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if (!entry.name.endsWith('.part') && !kept.has(relative(out, path).replaceAll('\\', '/'))) await rm(path, { force: true });
  }
}

/** Builds the assets of the project at `root`; what did not change is kept. */
export async function buildAssets(root: string): Promise<AssetManifest> {
  const out = join(root, 'dist', 'assets');
  const built = await fonts(root, out);
  const [css, js, icon] = await Promise.all([
    styleSheet(root, built.files.map((f) => f.rule).join('\n')).then((code) => putText(out, 'app', 'css', code)),
    script(root).then((code) => putText(out, 'islands', 'js', code)),
    putText(out, 'favicon', 'svg', favicon),
  ]);
  const latin = built.files.filter((f) => f.preload === 'Latn').map((f) => f.name);
  const manifest: AssetManifest = {
    css,
    js,
    favicon: icon,
    fonts: built.files.map((f) => f.name),
    preload: { Latn: latin, Cyrl: [...built.files.filter((f) => f.preload === 'Cyrl').map((f) => f.name), ...latin] },
  };
  await put(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await removeOthers(out, new Set([css, js, icon, 'manifest.json', ...manifest.fonts]));
  return manifest;
}

if (import.meta.main) {
  const started = performance.now();
  const manifest = await buildAssets(process.cwd());
  console.log(
    `dist/assets: ${manifest.css}, ${manifest.js}, ${manifest.fonts.length} fonts (${Math.round(performance.now() - started)} ms)`,
  );
}
