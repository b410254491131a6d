/** The keys of the two layouts of the region, in the same order (Windows layouts US and Russian). */
const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';

const map = (from: string, to: string): ReadonlyMap<string, string> => new Map([...from].map((key, i) => [key, [...to][i] as string]));
const toCyrillic = map(latin, cyrillic);
const toLatin = map(cyrillic, latin);

/** What the same keys would have written in the other layout: `ghbdtn` → `привет`, `ьшпкфешщт` → `migration`; null when the text is neither. */
export function otherLayout(text: string): string | null {
  if (/^[\x20-\x7e]+$/.test(text) && /[a-z]/i.test(text)) return [...text].map((c) => toCyrillic.get(c) ?? c).join('');
  if (/^[\p{Script=Cyrillic}\x20-\x7e]+$/u.test(text) && /\p{L}/u.test(text) && !/[a-z]/i.test(text)) return [...text].map((c) => toLatin.get(c) ?? c).join('');
  return null;
}
