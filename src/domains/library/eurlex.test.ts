import { expect, test } from 'vitest';
import { eliOf, eurlexAddress } from './eurlex.ts';

// As EUR-Lex shows them on the pages of these acts.
test.each([
  ['32011L0095', 'directive', 'Directive 2011/95/EU of the European Parliament and of the Council', 'http://data.europa.eu/eli/dir/2011/95/oj'],
  ['32024R1347', 'regulation', 'Regulation (EU) 2024/1347 of the European Parliament and of the Council', 'http://data.europa.eu/eli/reg/2024/1347/oj'],
  ['32004R2007', 'regulation', 'Council Regulation (EC) No 2007/2004', 'http://data.europa.eu/eli/reg/2004/2007/oj'],
  ['32022D0382', 'decision', 'Council Implementing Decision (EU) 2022/382', 'http://data.europa.eu/eli/dec_impl/2022/382/oj'],
])('%s has an official identifier', (celex, type, title, eli) => {
  expect(eliOf(celex, type, title)).toBe(eli);
});

test.each([
  ['52008DC0360', 'communication', 'Communication'],
  ['32002F0946', 'framework-decision', 'Council Framework Decision'],
  ['62008CJ0101', 'judgment', 'Judgment'],
  ['32005D0511(01)', 'decision', 'Decision'],
  ['not-a-celex', 'directive', 'Directive'],
  ['32011L0095', null, 'Directive'],
])('%s has none that follows from its number', (celex, type, title) => {
  expect(eliOf(celex, type, title)).toBeNull();
});

test('a title that names another implementing act far into its text is not taken for one', () => {
  const title = 'Regulation (EU) 2018/1 of the European Parliament and of the Council on a system, and amending Implementing Decision 2017/1';
  expect(eliOf('32018R0001', 'regulation', title)).toBe('http://data.europa.eu/eli/reg/2018/1/oj');
});

test('EUR-Lex is asked in a language that it speaks', () => {
  expect(eurlexAddress('32011L0095', 'pl')).toBe('https://eur-lex.europa.eu/legal-content/PL/TXT/?uri=CELEX:32011L0095');
  expect(eurlexAddress('32011L0095', 'ru')).toBe('https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0095');
  expect(eurlexAddress('32005D0511(01)', 'en')).toMatch(/CELEX:32005D0511\(01\)$/);
});
