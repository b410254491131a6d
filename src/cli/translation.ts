import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Argument, Option, type Command } from 'commander';
import type { Db } from '#kernel/db';
import { decodeText } from '#kernel/encoding';
import { exchangeFormats, exportTranslation, importTranslation, type ExchangeFormat, type TranslationImportReport } from '#domains/editorial';
import { readProcess } from '#domains/parties';
import { kinds } from '../kinds.ts';

export interface CommandTools {
  withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** To standard output: a line, or a value as JSON. */
  print(value: unknown): void;
  /** To the other output. */
  say(line: string): void;
}

interface ExportOptions {
  readonly from?: string;
  readonly to: string;
  readonly format: ExchangeFormat;
  readonly json?: boolean;
}

/** Larger files are not read into memory. */
const maxFileBytes = 100 * 1024 * 1024;

/** Writes beside the file first: a half document never stands there. */
async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(pieces), createWriteStream(partial));
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}

async function exportTo(file: string, records: readonly string[], options: ExportOptions, { withDatabase, print, say }: CommandTools): Promise<void> {
  await withDatabase(async (db) => {
    const from = options.from ?? (await readProcess(db))?.languages[0] ?? 'en';
    const { pieces, records: taken, left_out } = await exportTranslation(db, { kinds, records: records.length > 0 ? records : null, from, to: options.to, format: options.format });
    await writeWhole(resolve(file), pieces);
    if (options.json) return print({ file, format: options.format, from, to: options.to, records: taken, left_out });
    for (const record of records.length > 0 ? left_out : []) say(`${record}: left out; it is withdrawn, or its source is not in ${from}`);
    print(`exported: ${taken.length} records from ${from} into ${options.to}`);
  });
}

const reasons: Readonly<Record<string, string>> = {
  changed: 'the source has changed', removed: 'the source has it no more', added: 'new in the source', edited: 'the translation was edited here meanwhile', untranslated: 'not translated in the file',
};

function describe(file: string, { records, published }: TranslationImportReport, say: (line: string) => void): string {
  for (const r of records) {
    for (const { id, line, reason } of r.left) say(`${file}${line === null ? '' : `:${line}`}: ${r.record} ${id}: ${reasons[reason]}`);
    for (const w of r.warnings) say(`${r.record} ${w.unit}: warning: ${w.reason === 'numbers' ? `numbers differ: ${[...w.absent.map((n) => `-${n}`), ...w.added.map((n) => `+${n}`)].join(' ')}` : w.reason === 'term' ? `${w.term} is called ${w.expected[0]} in the glossary` : 'left out'}`);
    if (r.missing.length > 0) say(`${r.record}: nothing kept, since no translation has ${r.missing.join(', ')}`);
    if (r.surplus.length > 0) say(`${r.record}: nothing kept, since it would lose ${r.surplus.join(', ')} of the translation`);
  }
  const count = (outcome: string) => records.filter((r) => r.outcome === outcome).length;
  const taken = records.reduce((sum, r) => sum + (r.outcome === 'saved' ? r.taken : 0), 0);
  return `imported: ${count('saved')} saved${published ? ' and published' : ''}, ${count('unchanged')} unchanged, ${count('incomplete')} incomplete; ${taken} units taken, ${records.reduce((sum, r) => sum + r.left.length, 0)} left`;
}

/** `soderkoping translation export` and `import`: texts to translators and back. */
export function addTranslation(program: Command, tools: CommandTools): void {
  const translation = program.command('translation').description('send texts to translators and take them back');
  translation
    .command('export')
    .argument('<file>', 'the file to write')
    .addArgument(new Argument('[records...]', 'addresses such as documents/32011L0095; all records when none is named'))
    .requiredOption('--to <language>', 'the language to translate into')
    .option('--from <language>', 'the language of the source texts; by default the first of the process')
    .addOption(new Option('--format <format>', 'XLIFF of this version, or a translation memory').choices(exchangeFormats).default('1.2'))
    .option('--json', 'print the result as JSON')
    .description('write the newest texts of records, with what is translated already, as XLIFF or TMX')
    .action((file: string, records: string[], options: ExportOptions) => exportTo(file, records, options, tools));
  translation
    .command('import')
    .argument('<file>', 'XLIFF 1.2 or 2.x that an export wrote and a translator filled')
    .option('--publish', 'show the translations at once; otherwise they are drafts')
    .option('--json', 'print the result as JSON')
    .description('take translations back: what still matches is taken, what changed meanwhile is listed, nothing is overwritten')
    .action(async (file: string, options: { publish?: boolean; json?: boolean }) => {
      if (statSync(file).size > maxFileBytes) throw new Error(`${file} is larger than ${maxFileBytes} bytes`);
      const { text } = decodeText(readFileSync(file));
      const report = await tools.withDatabase((db) => importTranslation(text, { db, kinds, actor: { name: 'command line' }, file, publish: options.publish ?? false }));
      tools.print(options.json ? report : describe(file, report, tools.say));
    });
}
