import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { random } from './support/random.ts';

const words = {
  en: ['migration', 'asylum', 'border', 'return', 'readmission', 'agreement', 'procedure', 'authority', 'applicant', 'decision', 'guard', 'visa', 'permit', 'stay', 'refugee', 'protection', 'law', 'state', 'member', 'training', 'meeting', 'region', 'cooperation', 'data', 'service', 'right', 'child', 'family', 'court', 'appeal', 'the', 'of', 'and', 'in', 'for'],
  ru: ['миграция', 'убежище', 'граница', 'возвращение', 'реадмиссия', 'соглашение', 'процедура', 'орган', 'заявитель', 'решение', 'охрана', 'виза', 'разрешение', 'пребывание', 'беженец', 'защита', 'закон', 'государство', 'член', 'обучение', 'встреча', 'регион', 'сотрудничество', 'данные', 'служба', 'право', 'ребёнок', 'семья', 'суд', 'жалоба', 'и', 'в', 'на', 'для', 'о'],
} as const;
type Language = keyof typeof words;

export interface GeneratorOptions {
  readonly records: number;
  /** Paragraphs of each text. */
  readonly paragraphs?: number;
  /** Every so many records have a file with a text. */
  readonly file_every?: number;
  readonly seed?: number;
}

/** The paths and texts of so many news records in two languages, in the content format. States, themes and focuses are those of the small test process. */
export function* generateRecords({ records, paragraphs = 4, file_every = 0, seed = 1 }: GeneratorOptions): Generator<readonly [path: string, text: string]> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const sentence = (lang: Language, length: number) => Array.from({ length }, () => pick(words[lang])).join(' ');
  const two = (n: number) => String(n).padStart(2, '0');
  for (let i = 0; i < records; i++) {
    const year = 2001 + Math.floor(next() * 24);
    const folder = `news/${year}/item-${seed}-${String(i).padStart(6, '0')}`;
    const file = file_every > 0 && i % file_every === 0;
    yield [join(folder, 'record.yaml'), [
      `date: ${year}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`, `focus: [${pick(['migration', 'asylum', 'border'])}]`, 'themes: [return]', `states: [${pick(['lt', 'ua'])}]`,
      `source: {url: "https://example.org/${i}", title: Source ${i}}`, ...(file ? ['files:', '  - {path: files/note.txt, language: en, title: {en: A note}}'] : []), '',
    ].join('\n')];
    for (const lang of ['en', 'ru'] as const) {
      const body = Array.from({ length: paragraphs }, (_, p) => `${p % 3 === 0 ? `## ${sentence(lang, 4)} {#part-${p}}\n\n` : ''}${sentence(lang, 40)}, **${sentence(lang, 3)}** ${sentence(lang, 20)}.`);
      yield [join(folder, `${lang}.md`), ['---', `title: ${sentence(lang, 8)} ${i}`, `summary: ${sentence(lang, 16)}`, ...(lang === 'en' ? [] : ['translates: en']), '---', ...body.map((b) => `${b}\n`)].join('\n')];
    }
    if (file) yield [join(folder, 'files/note.txt'), `${sentence('en', 60)} ${i}\n`];
  }
}

/** Writes generated records into a folder. */
export function writeRecords(dir: string, options: GeneratorOptions): void {
  for (const [path, text] of generateRecords(options)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
}
