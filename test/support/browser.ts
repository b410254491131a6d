import { existsSync, mkdtempSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import chromium, { inflate } from '@sparticuz/chromium';
import { chromium as browsers, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const packageDir = dirname(dirname(require.resolve('@sparticuz/chromium')));
const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
const shelf = join(import.meta.dirname, '../../dist/browser');

/**
 * The browser of the npm package, unpacked once. The package unpacks into the folder for temporary files and takes what lies there for
 * complete; test files start at the same time, so each unpacks into a folder of its own and the first to finish puts it in place.
 */
async function unpacked(): Promise<string> {
  const home = join(shelf, version);
  if (existsSync(home)) return home;
  mkdirSync(shelf, { recursive: true });
  const partial = mkdtempSync(join(shelf, 'part-'));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = partial;
  try {
    await chromium.executablePath();
    await inflate(join(packageDir, 'bin/al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  try {
    renameSync(partial, home);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return home;
}

/**
 * Starts the browser. On a machine that lacks the libraries (NSS, NSPR, Expat) or fonts that it needs, it uses those of the package.
 * `TEST_BROWSER` names another Chromium, for systems that the package is not made for.
 */
export async function openBrowser(): Promise<Browser> {
  const given = process.env['TEST_BROWSER'];
  const args = ['--no-sandbox', '--headless=shell', '--disable-gpu', '--font-render-hinting=none'];
  if (given) return browsers.launch({ executablePath: given, args });
  const home = await unpacked();
  const env = { ...definedEnv(), ...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(home, 'fonts') }) };
  const options = { executablePath: join(home, 'chromium'), args };
  try {
    return await browsers.launch({ ...options, env });
  } catch (error) {
    if (!/shared librar/i.test(String(error))) throw error;
    const libraries = [join(home, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
    return browsers.launch({ ...options, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined));
}

/** Opens an address in a context of its own; closing the page closes the context. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

let axe: string | null = null;

/** What axe finds on the page, a line a node. The page must have been opened with `bypassCSP`. */
export async function axeFindings(page: Page): Promise<string[]> {
  axe ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  return page.evaluate(
    "axe.run({ resultTypes: ['violations'] }).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.target.join(' ') + ': ' + n.failureSummary.replace(/\\s+/g, ' '))))",
  );
}

/** How far the page is wider than its window, in CSS pixels. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
