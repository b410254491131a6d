/** One page of every kind, by its address without the language. */
export const everyKind: readonly (readonly [string, string])[] = [
  ['home', ''], ['a list', '/documents'], ['a filtered list', '/news?state=ua&focus=asylum'], ['an empty list', '/news?state=zz'], ['a document', '/documents/32011L0095'], ['news', '/news/2005/eubam-launched'],
  ['an act by provision', '/legislation/ua/3671-vi'], ['acts of a State', '/legislation/ua'], ['side by side', '/documents/32011L0095?left=en&right=ru'], ['a meeting', '/meetings/2009/strategy-for-the-future'], ['the list of meetings', '/meetings'],
  ['research', '/research'], ['a publication', '/research/emn-glossary'], ['States', '/states'], ['a State', '/states/ua'], ['themes', '/themes'], ['a theme', '/themes/reception'], ['bodies', '/bodies'], ['the archive', '/archive'], ['a year', '/archive/2009'], ['a standing page', '/pages/about'],
  ['accessibility', '/pages/accessibility'], ['the glossary', '/glossary'], ['search', '/search?q=readmission+%D1%83%D0%B1%D0%B5%D0%B6%D0%B8%D1%89%D0%B5'], ['a search without a hit', '/search?q=zqxkzqxk'], ['an error', '/nothing'],
];

export const languages = ['en', 'ru'] as const;
