import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const require = createRequire(import.meta.url);

/** A part of a face that a browser fetches only when a page shows one of its characters. */
interface Subset {
  readonly name: string;
  /** The file of the font package that it is cut from. */
  readonly from: string;
  readonly range: string;
}

/* `basic` and `cyrillic` are all that an English or a Russian page needs; the others follow only where a text has such letters. */
const subsets: readonly Subset[] = [
  {
    name: 'basic',
    from: 'latin',
    range:
      'U+20-7E,U+A0,U+A7,U+A9,U+AB,U+AD,U+B0-B1,U+B7,U+BB,U+D6-D7,U+E4-E5,U+E9,U+F6,U+2009-200B,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2032-2033,U+20AC,U+2212',
  },
  {
    name: 'latin',
    from: 'latin',
    range:
      'U+A1-A6,U+A8,U+AA,U+AC,U+AE-AF,U+B2-B6,U+B8-BA,U+BC-D5,U+D8-E3,U+E6-E8,U+EA-F5,U+F7-FF,U+131,U+152-153,U+2039-203A,U+2044,U+2122,U+2191,U+2193',
  },
  { name: 'latin-ext', from: 'latin-ext', range: 'U+100-130,U+132-151,U+154-17F,U+18F,U+1E6-1E7,U+218-21B,U+259,U+1E9E' },
  { name: 'cyrillic', from: 'cyrillic', range: 'U+301,U+401,U+410-44F,U+451,U+2116' },
  { name: 'cyrillic-more', from: 'cyrillic', range: 'U+400,U+402-40F,U+450,U+452-45F,U+490-491,U+4B0-4B1' },
  { name: 'cyrillic-ext', from: 'cyrillic-ext', range: 'U+492-4AF,U+4B2-4FF,U+20B4' },
];

interface Face {
  readonly family: string;
  readonly package: string;
  readonly weight: 400 | 600;
  readonly style: 'normal' | 'italic';
  readonly features: readonly string[];
}

/* `locl` sets Romanian commas and Moldovan texts right; `tnum` aligns figures in tables. */
const shared = ['kern', 'mark', 'mkmk', 'ccmp', 'locl'];
const faces: readonly Face[] = [
  { family: 'Source Sans 3', package: 'source-sans-3', weight: 400, style: 'normal', features: [...shared, 'tnum'] },
  { family: 'Source Sans 3', package: 'source-sans-3', weight: 600, style: 'normal', features: [...shared, 'tnum'] },
  { family: 'Source Serif 4', package: 'source-serif-4', weight: 400, style: 'normal', features: [...shared, 'liga'] },
  { family: 'Source Serif 4', package: 'source-serif-4', weight: 400, style: 'italic', features: shared },
];

/** One file of the web fonts with the `@font-face` rule that asks for it. */
export interface BuiltFont {
  readonly name: string;
  readonly bytes: Buffer;
  /** The script whose pages need the file at once; `null` for those that follow when needed. */
  readonly preload: 'Latn' | 'Cyrl' | null;
  rule(href: string): string;
}

function characters(range: string): string {
  return range
    .split(',')
    .map((part) => {
      const [first = 0, last = first] = part
        .slice(2)
        .split('-')
        .map((n) => Number.parseInt(n, 16));
      return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
    })
    .join('');
}

/** Where a face of a package is kept. */
function sourceFile(face: Face, subset: Subset): string {
  return require.resolve(`@fontsource/${face.package}/files/${face.package}-${subset.from}-${face.weight}-${face.style}.woff2`);
}

/** The versions of the packages that the fonts depend on: built files are good as long as these stay. */
export async function fontVersions(): Promise<string> {
  const packages = ['subset-font', ...new Set(faces.map((f) => `@fontsource/${f.package}`))];
  const versions = packages.map(async (p) => {
    const manifest = JSON.parse(await readFile(require.resolve(`${p}/package.json`), 'utf8')) as { version: string };
    return `${p}@${manifest.version}`;
  });
  return (await Promise.all(versions)).join(' ');
}

/** Cuts every face into its subsets. */
export async function buildFonts(): Promise<BuiltFont[]> {
  const built: BuiltFont[] = [];
  for (const face of faces) {
    for (const subset of subsets) {
      const source = await readFile(sourceFile(face, subset));
      const bytes = await subsetFont(source, characters(subset.range), {
        targetFormat: 'woff2',
        noHinting: true,
        keepFeatures: [...face.features],
      });
      const first = face.weight === 400 && face.style === 'normal';
      built.push({
        name: `${face.package}-${face.weight}${face.style === 'italic' ? '-italic' : ''}-${subset.name}`,
        bytes,
        preload: first && subset.name === 'basic' ? 'Latn' : first && subset.name === 'cyrillic' ? 'Cyrl' : null,
        rule: (href) =>
          `@font-face{font-family:"${face.family}";font-weight:${face.weight};font-style:${face.style};font-display:swap;` +
          `src:url("${href}")format("woff2");unicode-range:${subset.range}}`,
      });
    }
  }
  return built;
}
