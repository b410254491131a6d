import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallProcess, testApp, type TestApp } from '#test/app';
import { recordFiles, titled } from '#test/content';
import { readPage } from '#test/page';

const title = 'Directive 2011/95/EU of the European Parliament and of the Council of 13 December 2011 on standards for the qualification of third-country nationals (recast)';
const dates = { date: '2011-12-13', published: '2011-12-20', in_force: '2012-01-09', ended: '2026-06-11' };
const identity = { celex: '32011L0095', number: '2011/95/EU', oj: 'OJ L 337, 20.12.2011, p. 9', institutions: ['european-parliament', 'council'] };

let app: TestApp;
beforeAll(async () => {
  app = await testApp({
    content: {
      'process.yaml': smallProcess,
      ...recordFiles('documents/32011L0095', { type: 'directive', status: 'repealed', ...dates, ...identity, relations: [{ type: 'recasts', target: 'documents/32004L0083' }] }, {
        en: { title, short: 'Qualification Directive', summary: 'Who is a refugee.' },
        ru: { title: 'Директива 2011/95/ЕС о стандартах', summary: 'Кто является беженцем.', translates: 'en' },
      }),
      ...recordFiles('documents/32004L0083', { type: 'directive', status: 'repealed', date: '2004-04-29', celex: '32004L0083' }, titled('Directive 2004/83/EC', 'Директива 2004/83/ЕС')),
      ...recordFiles('documents/32022D0382', { type: 'decision', status: 'in_force', date: '2022-03-04', celex: '32022D0382' }, titled('Council Implementing Decision (EU) 2022/382', 'Исполнительное решение (ЕС) 2022/382')),
      ...recordFiles('documents/some-guidelines', { type: 'guidelines', status: 'superseded', date: '2003' }, titled('Some guidelines', 'Некие руководящие принципы')),
    },
  });
});
afterAll(() => app?.close());

const get = async (path: string) => (await fetch(`${app.url}${path}`)).text();
const said = (html: string) => readPage(html).texts.map((t) => t.text);

test('a document says its numbers, its dates, who adopted it and where it is published', async () => {
  const html = await get('/en/documents/32011L0095');
  const page = readPage(html);
  expect(page.h1).toEqual(['Qualification Directive']);
  expect(said(html)).toEqual(expect.arrayContaining([
    title, 'repealed', '2011/95/EU', '32011L0095', 'OJ L 337, 20.12.2011, p. 9', 'European Parliament, Council of the European Union',
    '13 December 2011', '20 December 2011', '9 January 2012', '11 June 2026',
  ]));
  expect(page.links).toEqual(expect.arrayContaining([
    'https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0095', 'http://data.europa.eu/eli/dir/2011/95/oj', '/en/documents/32004L0083',
  ]));
});

test('the same in Russian, its status in the gender of its type', async () => {
  const html = await get('/ru/documents/32011L0095');
  expect(said(html)).toEqual(expect.arrayContaining(['Директива', 'отменена', 'Европейский парламент, Совет Европейского союза', '13 декабря 2011 г.']));
  expect(said(await get('/ru/documents/some-guidelines'))).toContain('заменены');
  expect(said(await get('/ru/documents/32022D0382'))).toContain('действует');
});

test('an implementing decision has the identifier of its own type; what is no act of the Union has none', async () => {
  expect(readPage(await get('/en/documents/32022D0382')).links).toContain('http://data.europa.eu/eli/dec_impl/2022/382/oj');
  expect(await get('/en/documents/some-guidelines')).not.toMatch(/eur-lex|data\.europa\.eu/);
});

test('what acts on a document is named from its side', async () => {
  const html = await get('/en/documents/32004L0083');
  expect(said(html)).toContain('Recast as');
  expect(readPage(html).links).toContain('/en/documents/32011L0095');
});

test('the list names documents by number and says what is no longer in force', async () => {
  const html = await get('/en/documents');
  expect(said(html)).toEqual(expect.arrayContaining(['2011/95/EU', '32022D0382', 'Qualification Directive', 'repealed', 'superseded']));
  const russian = said(await get('/ru/documents'));
  expect(russian).toEqual(expect.arrayContaining(['отменена', 'заменены', 'Отменён', 'Заменён', 'Директива']));
});
