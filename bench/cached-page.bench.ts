/** A cached page, feed and calendar over HTTP, each beside a bare `node:http` server that sends the same bytes and headers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchRaw, load } from './support/load.ts';
import { launch, launchPortal, scratch, smallContent } from './support/portal.ts';
import { median, report, scaled } from './support/report.ts';

const answers = [['page', '/en/documents/32008L0115'], ['feed', '/en/news.atom'], ['calendar', '/en/meetings.ics']] as const;
const headers = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'en,ru;q=0.5', 'user-agent': 'bench' };
const rounds = 7;

const portal = await launchPortal({ CONTENT_DIR: smallContent });

async function bareServer(path: string) {
  const answer = await fetchRaw({ url: portal.url, path, headers });
  const [status, ...lines] = answer.head.split('\r\n');
  const given = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]).filter(([name]) => !/^(date|connection|keep-alive)$/i.test(name)));
  const file = join(scratch(), 'answer.json');
  writeFileSync(file, JSON.stringify({ status: Number(status?.split(' ')[1]), headers: given, body: answer.body.toString('base64') }));
  const bare = await launch([join(import.meta.dirname, 'support', import.meta.filename.endsWith('.ts') ? 'bare-server.ts' : 'bare-server.js'), file]);
  return { bare, bytes: answer.body.length };
}

try {
  for (const [name, path] of answers) {
    const { bare, bytes } = await bareServer(path);
    const measure = (url: string, milliseconds: number) => load({ url, path, headers, connections: 32, milliseconds });
    for (const { url } of [portal, bare]) await measure(url, scaled(1500));
    const pairs: { portal: number; bare: number }[] = [];
    for (let i = 0; i < rounds; i++) {
      const order = i % 2 === 0 ? (['portal', 'bare'] as const) : (['bare', 'portal'] as const);
      const pair = { portal: 0, bare: 0 };
      for (const which of order) pair[which] = await measure(which === 'portal' ? portal.url : bare.url, scaled(2000));
      pairs.push(pair);
    }
    await bare.stop();
    report(`cached ${name} / bare node:http`, median(pairs.map((p) => p.portal / p.bare)), {
      at_least: 0.7, detail: `${median(pairs.map((p) => p.portal)).toFixed(0)} and ${median(pairs.map((p) => p.bare)).toFixed(0)} answers a second of ${bytes} bytes`,
    });
  }
} finally {
  await portal.stop();
}
