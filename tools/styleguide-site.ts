import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildAssets, type AssetManifest } from './build-assets.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
};
const names: Readonly<Record<string, string>> = { en: 'Söderköping Process', ru: 'Сёдерчёпингский процесс' };

/** Languages that the page of all components speaks. */
export const languages = ['en', 'ru'] as const;

/** The page of all components behind a server of its own, under the policy for content that the portal has. */
export interface StyleguideSite {
  readonly origin: string;
  /** Bytes of the bodies sent, compressed where the portal compresses, by path. */
  readonly sent: Map<string, number>;
  close(): void;
}

/** Compiles the page for Node and renders it in every language: path → document. */
async function renderPages(root: string, manifest: AssetManifest): Promise<Map<string, string>> {
  const entry = `
    import { createLocales } from '#kernel/i18n';
    import { renderDocument } from '#kernel/view';
    import { StyleguidePage } from '#ui';
    import { h } from 'preact';
    export function render(dir, lang, process_name, assets) {
      const view = { ...createLocales(dir, ['en', 'ru']).get(lang), here: '/styleguide', languages: ['en', 'ru'], origin: 'http://localhost', process_name };
      return renderDocument(h(StyleguidePage, { view, assets }));
    }`;
  const bundle = join(root, 'dist', 'preview', `styleguide-${process.pid}.mjs`);
  await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: 'entry.js' },
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    conditions: ['source'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  const { render } = (await import(pathToFileURL(bundle).href)) as {
    render: (dir: string, lang: string, name: string | undefined, assets: object) => string;
  };
  const at = (name: string) => `/assets/${name}`;
  const assets = {
    css: at(manifest.css),
    js: at(manifest.js),
    favicon: at(manifest.favicon),
    preload: { Latn: manifest.preload.Latn.map(at), Cyrl: manifest.preload.Cyrl.map(at) },
  };
  return new Map(languages.map((lang) => [`/${lang}.html`, render(join(root, 'locales'), lang, names[lang], assets)]));
}

const suggestions = [
  { text: 'readmission', lang: 'en' },
  { text: 'readmission agreement', lang: 'en', kind: 'Term' },
  { text: 'реадмиссия', lang: 'ru', href: '/ru.html?chosen' },
];

/** Builds the assets of the project at `root` and serves the page at `/en.html` and `/ru.html`, on a free port. */
export async function openStyleguide(root: string): Promise<StyleguideSite> {
  const pages = await renderPages(root, await buildAssets(root));
  const sent = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/styleguide/suggestions') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ suggestions }));
      return;
    }
    const page = pages.get(path);
    const body = page ? Buffer.from(page) : path.startsWith('/assets/') ? await readFile(join(root, 'dist', path)).catch(() => null) : null;
    if (!body) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(path)] ?? 'application/octet-stream';
    const packed = type === 'font/woff2' ? body : brotliCompressSync(body);
    sent.set(path, packed.length);
    response
      .writeHead(200, {
        'content-type': type,
        ...(type === 'font/woff2' ? {} : { 'content-encoding': 'br' }),
        'content-security-policy':
          "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'",
      })
      .end(packed);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent, close: () => server.close() };
}
