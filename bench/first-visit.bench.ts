/** Bytes over the wire at a first visit of a text page: the page, its style, script and the fonts that a browser takes for it. */
import { openBrowser } from '../test/support/browser.ts';
import { launchPortal } from './support/portal.ts';
import { report } from './support/report.ts';

const paths = ['en', 'ru', 'en/documents/32008L0115', 'ru/documents/32008L0115', 'en/news', 'ru/news', 'en/pages/about', 'ru/pages/about'];

const portal = await launchPortal();
const browser = await openBrowser();
const sizes: { path: string; total: number; parts: Map<string, number> }[] = [];
for (const path of paths) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, string>();
  const parts = new Map<string, number>();
  session.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.type));
  session.on('Network.loadingFinished', (e) => {
    const kind = kinds.get(e.requestId) ?? 'Other';
    parts.set(kind, (parts.get(kind) ?? 0) + e.encodedDataLength);
  });
  await page.goto(`${portal.url}/${path}`, { waitUntil: 'networkidle' });
  sizes.push({ path, total: [...parts.values()].reduce((a, b) => a + b, 0), parts });
  await context.close();
}
await browser.close();
await portal.stop();
for (const lang of ['en', 'ru']) {
  const worst = sizes.filter((s) => s.path.startsWith(lang)).sort((a, b) => b.total - a.total)[0];
  if (!worst) throw new Error(`no page in ${lang}`);
  report(`first visit, ${lang}`, worst.total / 1000, { at_most: 100, unit: ' kB', detail: `/${worst.path}: ${[...worst.parts].map(([kind, n]) => `${kind} ${(n / 1000).toFixed(1)}`).join(', ')}` });
}
