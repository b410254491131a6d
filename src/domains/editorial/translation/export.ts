import { writeTmx, type TmxUnit } from '#protocols/tmx';
import { writeXliff, xliffVersions, type XliffFile, type XliffUnit, type XliffVersion } from '#protocols/xliff';
import type { Db } from '#kernel/db';
import { Invalid, type Finding } from '#kernel/errors';
import { contentHash, type DraftText } from '../draft.ts';
import type { AnyKind } from '../kind.ts';
import { alignTranslation } from './align.ts';
import { readNewest, type NewestVersion } from './newest.ts';
import { recode, unitsOf } from './units.ts';

export const exchangeFormats = [...xliffVersions, 'tmx'] as const;
export type ExchangeFormat = XliffVersion | 'tmx';

export interface TranslationExport {
  /** The document, in pieces. */
  readonly pieces: Iterable<string>;
  readonly records: readonly string[];
  /** Records that are not in it: their source is in another language, or they are withdrawn. */
  readonly left_out: readonly string[];
}

export interface TranslationExportOptions {
  readonly kinds: readonly AnyKind[];
  /** Addresses such as `documents/32011L0095`; null: all. */
  readonly records: readonly string[] | null;
  readonly from: string;
  readonly to: string;
  readonly format: ExchangeFormat;
}

/** What a file remembers of the two texts, so that a later import knows which of them changed. */
export function stampOf(source: DraftText, translation: DraftText | undefined): string {
  return [source, translation].map((text) => (text ? contentHash(text).slice(0, 32) : '-')).join('.');
}

interface Pair {
  readonly version: NewestVersion;
  readonly source: DraftText;
  readonly translation: DraftText | undefined;
}

function* units({ source, translation }: Pair): Generator<XliffUnit> {
  const sourceUnits = unitsOf(source);
  const twins = alignTranslation(sourceUnits, translation ? unitsOf(translation) : []);
  const behind = translation?.source_hash !== undefined;
  for (const unit of sourceUnits) {
    const twin = unit.translate ? (twins.get(unit) ?? null) : null;
    yield {
      id: unit.id, source: unit.content, target: twin && recode(unit.content, twin.content), translate: unit.translate, notes: [],
      // Of a translation that is behind nobody has said yet that it still holds.
      state: twin === null ? 'initial' : translation?.authenticity === 'machine' || behind ? 'translated' : 'reviewed',
    };
  }
}

function* memory(pairs: readonly Pair[], from: string, to: string): Generator<TmxUnit> {
  for (const pair of pairs) {
    for (const { id, source, target } of units(pair)) {
      if (target) yield { id: `${pair.version.record}#${id}`, texts: new Map([[from, source], [to, target]]), properties: { 'x-record': pair.version.record } };
    }
  }
}

/**
 * The texts of records for a translator: XLIFF with what is translated already, or a translation memory (TMX) of the pairs. Their newest versions, shown or not.
 * Throws {@link Invalid} for records that do not exist.
 */
export async function exportTranslation(db: Db, { kinds, records, from, to, format }: TranslationExportOptions): Promise<TranslationExport> {
  const versions = await readNewest(db, kinds, records);
  const found = new Set(versions.map((v) => v.record));
  const unknown = (records ?? []).filter((r) => !found.has(r));
  if (unknown.length > 0) throw new Invalid(unknown.map((file): Finding => ({ file, message: 'there is no such record', severity: 'error' })));
  const pairs = versions.flatMap((version): Pair[] => {
    const source = version.draft.texts.find((t) => t.translates === null && t.lang === from);
    return source && from !== to && !version.withdrawn ? [{ version, source, translation: version.draft.texts.find((t) => t.lang === to) }] : [];
  });
  const taken = pairs.map((p) => p.version.record);
  const files = pairs.map((pair): XliffFile => ({
    original: pair.version.record, version: String(pair.version.number), hash: stampOf(pair.source, pair.translation), source_language: from, target_language: to,
    units: { [Symbol.iterator]: () => units(pair) },
  }));
  const pieces = format === 'tmx'
    ? writeTmx({ program: 'soderkoping', program_version: '1', source_language: from }, memory(pairs, from, to))
    : writeXliff(files, { version: format, source_language: from, target_language: to });
  return { pieces, records: taken, left_out: [...found].filter((r) => !taken.includes(r)) };
}
