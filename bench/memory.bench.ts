/** Memory of the web process when its cache of finished pages is full. */
import { launchPortal, residentMegabytes } from './support/portal.ts';
import { report, scaled } from './support/report.ts';

const limit = 300;
const lanes = 4;
/** Enough distinct pages to fill the cache at its default size several times over. */
const pages = scaled(4000);

const portal = await launchPortal();
const lists = ['en/news', 'ru/news', 'en/documents', 'ru/documents', 'en/legislation', 'ru/legislation', 'en/research', 'ru/meetings'];
let next = 0;
let bytes = 0;
let peak = 0;
await Promise.all(Array.from({ length: lanes }, async () => {
  for (let i = next++; i < pages; i = next++) {
    const answer = await fetch(`${portal.url}/${lists[i % lists.length]}?n=${i}`, { headers: { 'accept-encoding': 'identity' } });
    bytes += (await answer.text()).length;
    if (answer.status !== 200) throw new Error(`${answer.url} answers ${answer.status}`);
    if (i % 50 === 0) peak = Math.max(peak, residentMegabytes(portal.child.pid ?? 0) ?? 0);
  }
}));
const settled = residentMegabytes(portal.child.pid ?? 0);
await portal.stop();
if (settled === null) console.log('this system does not tell the memory of a process');
else report('web process with a full page cache', Math.max(peak, settled), { at_most: limit, unit: ' MB', detail: `${pages} pages of ${Math.round(bytes / pages / 1024)} kB uncompressed; ${settled.toFixed(0)} MB at the end` });
