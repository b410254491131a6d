import { describe, expect, it } from 'vitest';
import { robotsTxt } from './robots.ts';
import { securityTxt } from './security-txt.ts';

describe('robots.txt', () => {
  it('has groups and sitemaps', () => {
    expect(robotsTxt({ groups: [{ agents: ['*'], allow: ['/en/search.atom'], disallow: ['/en/search', '/ru/search'] }, { agents: ['A', 'B'] }], sitemaps: ['https://portal.example/sitemap.xml'] })).toBe(
      'User-agent: *\nAllow: /en/search.atom\nDisallow: /en/search\nDisallow: /ru/search\n\nUser-agent: A\nUser-agent: B\nDisallow:\n\nSitemap: https://portal.example/sitemap.xml\n',
    );
  });

  it('no value adds a line', () => {
    expect(robotsTxt({ groups: [{ agents: ['*\nDisallow: /'], disallow: ['/a # b\r\nAllow: /'] }], sitemaps: [] }).match(/^\w+(-\w+)?:/gm)).toEqual(['User-agent:', 'Disallow:']);
  });
});

describe('security.txt', () => {
  const facts = { contacts: ['mailto:security@portal.example', 'https://portal.example/report'], expires: new Date('2027-06-01T00:00:00Z'), languages: ['en', 'ru'], canonical: ['https://portal.example/.well-known/security.txt'] };

  it('has the fields of RFC 9116', () => {
    expect(securityTxt(facts)).toBe(
      'Contact: mailto:security@portal.example\nContact: https://portal.example/report\nExpires: 2027-06-01T00:00:00Z\nPreferred-Languages: en, ru\nCanonical: https://portal.example/.well-known/security.txt\n',
    );
  });

  it.each([[[]], [['security@portal.example']], [['http://portal.example/']], [['mailto:a@b\nExpires: 2030']]])('refuses %j', (contacts) => {
    expect(() => securityTxt({ ...facts, contacts })).toThrow(RangeError);
  });
});
