import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '#kernel/config';
import { createFileStore } from '#kernel/files';
import { importFolder } from '#domains/editorial';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { harvester, readOai, type HarvestedHeader } from '#test/oai';
import { draftOf, show, takeBack } from '#test/records';
import { kinds } from '../../src/kinds.ts';
import { schemaFindings } from '../../src/protocols/testing.ts';

const source = { url: 'https://www.example.org/', title: 'Gazette' };
/** Three pages of a harvest. */
const count = 240;
const slug = (i: number) => `2009/item-${String(i).padStart(3, '0')}`;
const news = (i: number) => recordFiles(
  `news/${slug(i)}`, { date: '2009-02-05', source, ...(i % 3 === 0 ? { themes: ['return'] } : {}), ...(i % 2 === 0 ? { states: ['ua'] } : { states: ['lt', 'ua'] }), focus: i % 5 === 0 ? ['border', 'asylum'] : ['asylum'] },
  titled(`Item ${i} <&>`, `Новость ${i}`),
);
const others = {
  ...recordFiles('documents/32011L0095', { type: 'directive', status: 'in_force', date: '2011-12-13', celex: '32011L0095', number: '2011/95/EU' }, titled('Directive 2011/95/EU', 'Директива 2011/95/ЕС')),
  ...recordFiles('meetings/2009/talks', { type: 'thematic', status: 'held', start: '2009-02-05' }, titled('Talks', 'Переговоры')),
  ...recordFiles('pages/about', {}, titled('About', 'О процессе')),
  ...recordFiles('news/2009/inside', { date: '2009-02-05', source, audience: 'network' }, titled('For the network', 'Для сети')),
};

let app: TestApp;
let oai: ReturnType<typeof harvester>;
beforeAll(async () => {
  app = await testApp({ content: { 'process.yaml': smallProcess, ...Object.assign({}, ...Array.from({ length: count }, (_, i) => news(i))), ...others } });
  oai = harvester(app.url);
});
afterAll(async () => {
  try {
    if (oai.documents.length > 0) expect(await schemaFindings('oai.xsd', [...new Set(oai.documents)])).toEqual([]);
  } finally {
    await app?.close();
  }
});

const id = (kind: string, of: string) => `oai:127.0.0.1:${kind}/${of}`;
const stampOf = (of: string, at: string) => sql`update editorial.publication p set visible_from = ${at}::timestamptz, first_visible_from = ${at}::timestamptz
  from editorial.record r where r.id = p.record_id and r.slug = ${of}`.execute(app.db);
const identifiers = (found: readonly HarvestedHeader[]) => found.map((h) => h.identifier);
const seconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;
const shown = count + 3;

describe.each(['GET', 'POST'] as const)('asked by %s', (method) => {
  test('the repository says what a harvester must know', async () => {
    const { root } = await oai.ask({ verb: 'Identify' }, method);
    const said = (name: string) => [...root.getElementsByTagName(name)].map((e) => e.textContent);
    expect(said('repositoryName')).toEqual(['Small Process']);
    expect(said('baseURL')).toEqual([`${app.url}/oai`]);
    expect(said('protocolVersion')).toEqual(['2.0']);
    expect(said('adminEmail')).toEqual(['contact@example.org']);
    expect(said('deletedRecord')).toEqual(['persistent']);
    expect(said('granularity')).toEqual(['YYYY-MM-DDThh:mm:ssZ']);
    const earliest = said('earliestDatestamp')[0] ?? '';
    expect((await oai.harvest()).filter((h) => h.datestamp < earliest)).toEqual([]);
  });

  test('formats are told for the repository and for a record', async () => {
    for (const query of [{}, { identifier: id('news', slug(1)) }]) {
      const { root } = await oai.ask({ verb: 'ListMetadataFormats', ...query }, method);
      expect([...root.getElementsByTagName('metadataPrefix')].map((e) => e.textContent)).toEqual(['oai_dc']);
    }
  });

  test('one record comes in both languages, with its addresses and its sets', async () => {
    const { headers: [header], root } = await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: id('document', '32011L0095') }, method);
    expect(header).toMatchObject({ identifier: id('document', '32011L0095'), deleted: false, sets: ['kind:document', 'focus:asylum'] });
    const said = (name: string) => [...root.getElementsByTagName(`dc:${name}`)].map((e) => [e.getAttribute('xml:lang'), e.textContent]);
    expect(said('title')).toEqual([['en', 'Directive 2011/95/EU'], ['ru', 'Директива 2011/95/ЕС']]);
    expect(said('subject')).toEqual([['en', 'Asylum'], ['ru', 'Убежище']]);
    const addresses = said('identifier').map(([, text]) => text);
    expect(addresses).toEqual(expect.arrayContaining(['en', 'ru'].map((l) => `${app.url}/${l}/documents/32011L0095`)));
    for (const address of addresses.filter((a) => a?.startsWith(app.url))) expect((await fetch(address ?? '')).status).toBe(200);
  });

  test.each(['ListRecords', 'ListIdentifiers'])('a whole harvest by %s finds each public record once', async (verb) => {
    const pages = await oai.pages({ verb }, undefined, method);
    const found = pages.flatMap((p) => identifiers(p.headers));
    expect(found.length).toBe(shown);
    expect(new Set(found).size).toBe(shown);
    expect(found).toEqual(expect.arrayContaining([id('page', 'about'), id('meeting', '2009/talks'), id('news', slug(count - 1))]));
    expect(found).not.toContain(id('news', '2009/inside'));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((p) => p.size)).toEqual(pages.map(() => shown));
    expect(pages.map((p) => p.cursor)).toEqual(pages.map((_, i) => pages.slice(0, i).reduce((n, p) => n + p.headers.length, 0)));
    expect(pages.map((p) => p.token === '')).toEqual(pages.map((_, i) => i === pages.length - 1));
  });
});

test('every set that is told holds the records that name it, and no other', async () => {
  const { root } = await oai.ask({ verb: 'ListSets' });
  const told = [...root.getElementsByTagName('setSpec')].map((e) => e.textContent ?? '');
  const all = await oai.harvest({ verb: 'ListIdentifiers' });
  expect(told).toEqual(expect.arrayContaining([...new Set(all.flatMap((h) => h.sets))]));
  for (const set of told) {
    const expected = identifiers(all.filter((h) => h.sets.some((s) => s === set || s.startsWith(`${set}:`))));
    const [first] = await oai.pages({ verb: 'ListIdentifiers', set });
    if (expected.length === 0) expect(first?.errors, set).toEqual(['noRecordsMatch']);
    else expect(identifiers(await oai.harvest({ verb: 'ListIdentifiers', set })).sort(), set).toEqual(expected.sort());
  }
  expect(told).toContain('theme:return');
  expect(told).toContain('state:lt');
});

test('a part by date is what changed in that time, both ends included, in both granularities', async () => {
  await stampOf(slug(0), '2010-03-01T00:00:00Z');
  await stampOf(slug(1), '2010-03-01T23:59:59.999999Z');
  await stampOf(slug(2), '2010-03-02T00:00:00Z');
  await stampOf(slug(3), '2010-03-02T10:20:30.400Z');
  const found = async (query: Record<string, string>) => identifiers(await oai.harvest(query));
  const named = (...n: number[]) => n.map((i) => id('news', slug(i)));
  expect(await found({ until: '2010-03-01' })).toEqual(named(0, 1));
  expect(await found({ from: '2010-03-01', until: '2010-03-01' })).toEqual(named(0, 1));
  expect(await found({ from: '2010-03-02', until: '2010-03-31' })).toEqual(named(2, 3));
  expect(await found({ from: '2010-03-01T00:00:01Z', until: '2010-03-01T23:59:59Z' })).toEqual(named(1));
  expect(await found({ from: '2010-03-02T10:20:30Z', until: '2010-03-02T10:20:30Z' })).toEqual(named(3));
  expect(await found({ from: '2010-03-02T10:20:31Z', until: '2010-12-31T00:00:00Z' })).toEqual([]);
  expect(await found({ from: '2010-03-01', until: '2010-03-31', set: 'theme:return' })).toEqual(named(0, 3));
  expect((await found({ from: '2010-03-03' })).length).toBe(shown - 4);
  expect((await oai.ask({ verb: 'Identify' })).root.getElementsByTagName('earliestDatestamp')[0]?.textContent).toBe('2010-03-01T00:00:00Z');
});

test('a withdrawn record arrives as deleted, with a new date, in its sets, for ever', async () => {
  const before = (await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: id('news', slug(6)) })).headers[0];
  await stampOf(slug(6), '2011-01-01T00:00:00Z');
  const since = seconds(new Date());
  await takeBack(app.db, 'news', slug(6));
  const expected = { identifier: id('news', slug(6)), deleted: true, titles: [], sets: before?.sets };
  expect((await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: id('news', slug(6)) })).headers).toMatchObject([expected]);
  for (const query of [{ from: since }, { from: since, set: 'kind:news' }, { from: since, set: 'theme:return' }, { from: since, set: 'focus:asylum' }, { from: since, set: 'state:ua' }, { from: since, set: 'state' }]) {
    for (const verb of ['ListRecords', 'ListIdentifiers']) expect(await oai.harvest({ verb, ...query }), JSON.stringify(query)).toMatchObject([expected]);
  }
  expect((await oai.pages({ from: since, set: 'state:lt' }))[0]?.errors).toEqual(['noRecordsMatch']);
  expect((await oai.pages({ from: '2011-01-01', until: '2011-01-01' }))[0]?.errors).toEqual(['noRecordsMatch']);
  expect(identifiers(await oai.harvest()).filter((i) => i === id('news', slug(6)))).toHaveLength(1);
});

test('a record that is for fewer readers now arrives as deleted, and comes back when it is public again', async () => {
  const draft = (audience: string, title: string) => draftOf(slug(9), title, { audience: audience as 'public', themes: ['return'], states: ['ua'] });
  await stampOf(slug(9), '2011-01-02T00:00:00Z');
  let since = seconds(new Date());
  await show(app.db, [draft('network', 'For the network alone')]);
  const gone = { identifier: id('news', slug(9)), deleted: true, titles: [] };
  const own = async (query: Record<string, string>) => (await oai.harvest(query)).filter((h) => h.identifier === gone.identifier);
  expect((await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: gone.identifier })).headers).toMatchObject([gone]);
  for (const set of ['kind:news', 'theme:return', 'state:ua']) expect(await own({ from: since, set }), set).toMatchObject([gone]);
  expect(oai.documents.at(-1)).not.toContain('For the network');
  expect((await fetch(`${app.url}/en/news/${slug(9)}`)).status).toBe(404);
  await show(app.db, [draft('network', 'Changed inside')]);
  expect(await own({ from: since, set: 'theme:return' })).toMatchObject([gone]);

  since = seconds(new Date());
  await show(app.db, [draft('public', 'Public again')]);
  expect(await own({ verb: 'ListIdentifiers' })).toHaveLength(1);
  expect(await own({ from: since, set: 'theme:return' })).toMatchObject([{ deleted: false }]);
});

test('what was withdrawn before anybody saw it stays unknown', async () => {
  await takeBack(app.db, 'news', '2009/inside');
  expect((await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: id('news', '2009/inside') })).errors).toEqual(['idDoesNotExist']);
  expect(identifiers(await oai.harvest({ verb: 'ListIdentifiers' }))).not.toContain(id('news', '2009/inside'));
});

test('what changes during a harvest is neither lost nor doubled', async () => {
  // Everything of one import has one date; these come last of it.
  for (const [i, of] of [slug(100), slug(101), slug(102)].entries()) await stampOf(of, `2012-01-01T00:00:0${i}Z`);
  await sql`update editorial.publication set visible_from = '2011-06-01' where visible_from > '2012-01-02' and visible_until = 'infinity'`.execute(app.db);
  const found = await oai.harvest({}, async () => {
    await takeBack(app.db, 'news', slug(100));
    await show(app.db, [draftOf(slug(101), 'Changed meanwhile'), draftOf('2009/new', 'New meanwhile')]);
  });
  const of = (name: string) => found.filter((h) => h.identifier === id('news', name));
  expect(of(slug(100))).toMatchObject([{ deleted: true }]);
  expect(of(slug(101))).toMatchObject([{ deleted: false, titles: ['Changed meanwhile', 'Changed meanwhile'] }]);
  expect(of(slug(102))).toMatchObject([{ deleted: false }]);
  expect(of('2009/new')).toMatchObject([{ deleted: false, titles: ['New meanwhile', 'New meanwhile'] }]);
  expect(new Set(identifiers(found)).size).toBe(found.length);
});

test('what was under embargo is found by a harvest that goes on from the day before', async () => {
  const yesterday = new Date(Date.now() - 86_400_000);
  const lift = new Date(Date.now() + 2500);
  await show(app.db, [draftOf('2009/embargo', 'Under embargo')], { visible_from: lift });
  await sql`update editorial.version v set created_at = ${yesterday} from editorial.record r where r.id = v.record_id and r.slug = '2009/embargo'`.execute(app.db);
  await sql`update editorial.publication p set published_at = ${yesterday} from editorial.record r where r.id = p.record_id and r.slug = '2009/embargo'`.execute(app.db);
  const since = async (from: string) => (await oai.harvest({ from })).filter((h) => h.identifier === id('news', '2009/embargo'));
  const last = (await oai.ask({ verb: 'GetRecord', metadataPrefix: 'oai_dc', identifier: id('news', '2009/embargo') }));
  expect(last.errors).toEqual(['idDoesNotExist']);
  const answered = last.root.getElementsByTagName('responseDate')[0]?.textContent ?? '';
  expect(await since(seconds(yesterday))).toEqual([]);
  await expect.poll(() => since(answered), { timeout: 30_000, interval: 500 }).toMatchObject([{ datestamp: seconds(lift), deleted: false }]);
  expect(await since(seconds(yesterday))).toHaveLength(1);
});

test('what a long import brings is found by a harvest that goes on from the middle of it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'soderkoping-import-'));
  const long = Array.from({ length: 300 }, (_, i) => `2008/long-${i}`);
  for (const of of [...long, slug(7)]) {
    for (const [path, text] of Object.entries(recordFiles(`news/${of}`, { date: of.slice(0, 4), source }, titled('From a long import', 'Из долгого импорта')))) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  let middle = '';
  const config = readConfig({ DATA_DIR: app.data_dir });
  try {
    await importFolder(folder, {
      db: app.db, store: createFileStore(config.files, config.max_file_bytes), kinds, actor: { name: 'test' }, max_file_bytes: config.max_file_bytes,
      progress(phase, done, total) {
        if (phase !== 'writing' || done === total) return;
        // Dates are told to the second: let one pass.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100);
        middle = seconds(new Date());
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  expect(middle).not.toBe('');
  const found = identifiers(await oai.harvest({ from: middle }));
  expect(found.sort()).toEqual([...long, slug(7)].map((of) => id('news', of)).sort());
});

describe('the errors of the protocol', () => {
  test.each([
    ['', 'badVerb'], ['verb=Nothing', 'badVerb'], ['verb=Identify&verb=Identify', 'badVerb'],
    ['verb=Identify&set=x', 'badArgument'], ['verb=ListRecords', 'badArgument'], ['verb=GetRecord&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=kind&set=kind', 'badArgument'], ['verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-02-30', 'badArgument'], ['verb=ListRecords&metadataPrefix=oai_dc&from=0000-01-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&from=2009-01-01&until=2009-01-01T00:00:00Z', 'badArgument'], ['verb=ListRecords&metadataPrefix=oai_dc&from=2010-01-01&until=2009-01-01', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=%00', 'badArgument'],
    ['verb=ListRecords&metadataPrefix=marc21', 'cannotDisseminateFormat'], [`verb=GetRecord&metadataPrefix=marc21&identifier=${id('page', 'about')}`, 'cannotDisseminateFormat'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere.example:news/1', 'idDoesNotExist'], [`verb=GetRecord&metadataPrefix=oai_dc&identifier=${id('news', '2009/nothing')}`, 'idDoesNotExist'],
    ['verb=GetRecord&metadataPrefix=oai_dc&identifier=%00', 'idDoesNotExist'], ['verb=ListMetadataFormats&identifier=oai:x.y:z', 'idDoesNotExist'],
    ['verb=ListRecords&metadataPrefix=oai_dc&until=1999-12-31', 'noRecordsMatch'], ['verb=ListRecords&metadataPrefix=oai_dc&from=9999-12-31', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=theme:nothing', 'noRecordsMatch'], ['verb=ListRecords&metadataPrefix=oai_dc&set=nothing', 'noRecordsMatch'],
    ['verb=ListRecords&metadataPrefix=oai_dc&set=kind:news:extra', 'noRecordsMatch'],
    ['verb=ListRecords&resumptionToken=nothing', 'badResumptionToken'], ['verb=ListSets&resumptionToken=nothing', 'badResumptionToken'],
  ])('%s: %s, by GET and by POST', async (query, code) => {
    expect((await oai.ask(query)).errors).toEqual([code]);
    expect((await oai.ask(query, 'POST')).errors).toEqual([code]);
  });

  test('a token is good for its own query only, and not with others beside it', async () => {
    const { token } = await oai.ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc' });
    const good = token ?? '';
    expect((await oai.ask({ verb: 'ListRecords', resumptionToken: good })).errors).toEqual([]);
    expect((await oai.ask({ verb: 'ListIdentifiers', resumptionToken: good })).errors).toEqual(['badResumptionToken']);
    expect((await oai.ask({ verb: 'ListRecords', resumptionToken: good, metadataPrefix: 'oai_dc' })).errors).toEqual(['badArgument']);
    const [payload = '', signature = ''] = good.split('.');
    const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as unknown[];
    const forged = Buffer.from(JSON.stringify(fields.map((f) => (f === null ? 'kind:news' : f)))).toString('base64url');
    for (const wrong of [`${forged}.${signature}`, `${payload}.${signature.split('').reverse().join('')}`, payload, good.slice(0, -1)]) {
      expect((await oai.ask({ verb: 'ListRecords', resumptionToken: wrong })).errors).toEqual(['badResumptionToken']);
    }
  });

  test('what is very long, and a body that is no form, get an error of the protocol too', async () => {
    for (const name of ['from', 'until', 'set', 'metadataPrefix', 'other']) expect((await oai.ask({ verb: 'ListRecords', metadataPrefix: 'oai_dc', [name]: '9 '.repeat(5000) })).errors, name).toEqual(['badArgument']);
    expect((await oai.ask({ verb: '9'.repeat(10_000) })).errors).toEqual(['badVerb']);
    expect((await oai.ask({ verb: 'ListRecords', resumptionToken: '9'.repeat(10_000) })).errors).toEqual(['badResumptionToken']);
    const answer = await fetch(`${app.url}/oai`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"verb":"Identify"}' });
    expect(readOai(await answer.text()).errors).toEqual(['badVerb']);
  });
});

test('an answer is for every origin, never kept without asking, compressed, and HEAD is answered', async () => {
  const answer = await fetch(`${app.url}/oai?verb=Identify`, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
  const head = await fetch(`${app.url}/oai?verb=Identify`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});
