import { renderDocument } from '#kernel/view';
import { expect, test } from 'vitest';
import { testView } from '../test-view.ts';
import { Layout, type LayoutProps } from './layout.tsx';

const props = (lang: string): LayoutProps => ({
  view: testView(lang),
  title: 'Title',
  children: <p>matter</p>,
  current: 'news',
  nav: [
    { key: 'news', href: '/news', label: 'News' },
    { key: 'laws', href: '/laws', label: 'Laws' },
  ],
  footer: [{ href: '/privacy', label: 'Privacy' }],
  alternates: [
    { lang: 'en', href: '/en/x', label: 'English' },
    { lang: 'ru', href: '/ru/x', label: 'Русский' },
  ],
  search: { action: '/search', label: 'Search', button: 'Go' },
  assets: { css: '/a.css', js: null, preload: { Latn: ['/latin.woff2'], Cyrl: ['/cyrillic.woff2', '/latin.woff2'] } },
});

test('the document has its language, its title with the name of the process, and no script where there is none', () => {
  const html = renderDocument(<Layout {...props('ru')} />);
  expect(html).toMatch(/^<!doctype html>\n<html lang="ru">/);
  expect(html).toContain('<title>Title · Process</title>');
  expect(html).not.toContain('<script');
  expect(html).not.toContain(' style=');
});

test('the first link leads to the content, and the entry of the page is marked', () => {
  const html = renderDocument(<Layout {...props('en')} />);
  expect(html).toMatch(/<body><a class="layout-skip" href="#main">/);
  expect(html).toContain('<a href="/news" aria-current="page">');
  expect(html).toContain('<a href="/laws">');
});

test('the switch says each language by its own name, marked as such, and engines learn of the other page', () => {
  const html = renderDocument(<Layout {...props('en')} />);
  expect(html).toContain('<a href="/ru/x" hreflang="ru" lang="ru">Русский</a>');
  expect(html).toContain('<span class="layout-language-here" aria-current="true">English</span>');
  expect(html).toContain('<link rel="alternate" hreflang="ru" href="https://portal.example/ru/x"');
});

test('a page asks early for the fonts of its own script only', () => {
  expect(renderDocument(<Layout {...props('en')} />)).not.toContain('/cyrillic.woff2');
  expect(renderDocument(<Layout {...props('ru')} />)).toContain('/cyrillic.woff2');
});

test('what comes from outside is text', () => {
  const html = renderDocument(
    <Layout
      {...props('en')}
      title={'</title><script>alert(1)</script>'}
      search={{ action: '/search', label: 'Search', button: 'Go', value: '"><script>' }}
    />,
  );
  expect(html).not.toContain('<script');
});
