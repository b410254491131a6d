#!/usr/bin/env node
import './cli/memory.ts';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { sql } from 'kysely';
import { auditHead, verifyAudit } from '#kernel/audit';
import { ConfigError, readConfig, type Config } from '#kernel/config';
import { createDb, createPool, type Db } from '#kernel/db';
import { formatFinding, Invalid, type Finding } from '#kernel/errors';
import { createFileStore } from '#kernel/files';
import { hasEmbeddedPostgres } from '#kernel/postgres';
import { checkFolder, exportFolder, importFolder, type ImportReport } from '#domains/editorial';
import { readProcess } from '#domains/parties';
import { describeAudit } from './cli/audit.ts';
import { addTranslation } from './cli/translation.ts';
import { createProgress } from './cli/progress.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { kinds } from './kinds.ts';
import { start, starterContent } from './main.ts';
import { copySite } from './site.ts';

/** The project's folder, from the compiled program as well as from its source. */
function projectRoot(): string {
  for (let dir = import.meta.dirname; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'db'))) return dir;
    if (dir === dirname(dir)) throw new Error('the folder of the project is not found');
  }
}

const root = projectRoot();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const program = new Command('soderkoping').version(version).description('The platform of a regional consultative process on migration and asylum.').showHelpAfterError();

interface Output {
  json?: boolean;
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const print = (value: unknown) => void process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}\n`);

let interrupted = false;

/** Until `forget` is called, a signal undoes what was begun and ends the program; the shell sees which signal it was. */
function onSignals(undo: () => Promise<unknown>): { forget: () => void } {
  const handle = (signal: NodeJS.Signals) => {
    interrupted = true;
    say(`${signal}: breaking off; nothing that was not finished is kept`);
    const code = 128 + (signal === 'SIGINT' ? 2 : 15);
    undo().then(() => process.exit(code), () => process.exit(code));
  };
  process.once('SIGTERM', handle).once('SIGINT', handle);
  return { forget: () => void process.off('SIGTERM', handle).off('SIGINT', handle) };
}

/** Work on the database, which is released afterwards whatever happens. */
async function withDatabase<T>(work: (db: Db, config: Config, database: OpenDatabase) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, root, say);
  const signals = onSignals(database.close);
  const db = createDb(createPool(database.url, { max: 4 }));
  try {
    return await work(db, config, database);
  } finally {
    await db.destroy();
    await database.close();
    signals.forget();
  }
}

async function importInto(db: Db, config: Config, dir: string, quiet: boolean): Promise<ImportReport> {
  const progress = createProgress(process.stderr, quiet);
  try {
    return await importFolder(dir, {
      db, store: createFileStore(config.files, config.max_file_bytes), kinds, actor: { name: 'command line' }, max_file_bytes: config.max_file_bytes, progress: progress.update,
    });
  } finally {
    progress.end();
  }
}

function describe(report: ImportReport): string {
  const parts = [`${report.new} new`, `${report.changed} changed`, `${report.unchanged} unchanged`];
  if (report.restored > 0) parts.unshift(`${report.restored} restored with their history`);
  if (report.withdrawn > 0) parts.push(`${report.withdrawn} left out because they are withdrawn`);
  if (report.glossary_terms > 0) parts.push(`${report.glossary_terms} glossary terms`);
  return `imported: ${parts.join(', ')}`;
}

function showFindings(findings: readonly Finding[]): void {
  for (const finding of findings) say(formatFinding(finding));
}

program
  .command('start')
  .description('serve the portal; the first start imports the starter content')
  .action(async () => {
    const config = readConfig(process.env);
    const begun = Date.now();
    const starter = starterContent(config, root);
    let abandon = async (): Promise<void> => undefined;
    const starting = onSignals(() => abandon());
    const running = await start(config, root, {
      say,
      begun: (how) => { abandon = how; },
      async firstStart({ url }) {
        if (starter === null) return;
        say(`importing ${starter} …`);
        const db = createDb(createPool(url, { max: 4 }));
        try {
          say(describe(await importInto(db, config, starter, false)));
        } finally {
          await db.destroy();
        }
      },
    });
    starting.forget();
    say(`Söderköping is at ${config.public_url ?? running.url} (up in ${((Date.now() - begun) / 1000).toFixed(1)} s; data in ${config.data_dir}). Stop with Ctrl-C.`);
    let stopping = false;
    const end = (signal: string) => {
      if (stopping) {
        say(`${signal} again: breaking off what is under way`);
        running.cut();
        return;
      }
      stopping = true;
      say(`${signal}: finishing what is under way …`);
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          say(String(error));
          process.exit(1);
        },
      );
    };
    process.on('SIGTERM', () => end('SIGTERM'));
    process.on('SIGINT', () => end('SIGINT'));
  });

program
  .command('migrate')
  .description('bring the database up to date')
  .option('--json', 'print the result as JSON')
  .action((options: Output) =>
    withDatabase(async (db) => {
      const { rows } = await sql<{ name: string; applied_at: Date }>`select name, applied_at from kernel.migration order by name`.execute(db);
      print(options.json ? rows : rows.map((r) => `${r.applied_at.toISOString()}  ${r.name}`).join('\n'));
    }),
  );

program
  .command('import')
  .argument('<dir>', 'a folder in the content format (docs/content-format.md)')
  .description('import and publish a folder; all of it, or nothing when anything is wrong')
  .option('--json', 'print the result as JSON')
  .action((dir: string, options: Output) =>
    withDatabase(async (db, config) => {
      const report = await importInto(db, config, resolve(dir), options.json ?? false);
      if (!options.json) showFindings(report.warnings);
      print(options.json ? report : describe(report));
    }),
  );

program
  .command('export')
  .argument('<dir>', 'a new folder, or one that an earlier export wrote')
  .description('write everything into plain files: texts, facts, files, history, withdrawals; import brings it back')
  .option('--json', 'print the result as JSON')
  .action((dir: string, options: Output) =>
    withDatabase(async (db, config) => {
      const progress = createProgress(process.stderr, options.json ?? false);
      const report = await exportFolder(resolve(dir), { db, store: createFileStore(config.files, config.max_file_bytes), kinds, progress: progress.update, say });
      progress.end();
      print(options.json ? report : `exported: ${report.records} records in ${report.files} files, ${report.bytes} bytes`);
    }),
  );

program
  .command('site')
  .argument('<dir>', 'a new folder, or one that an earlier copy wrote')
  .description('write a static copy of the whole public portal; its links work from any file server')
  .option('--json', 'print the result as JSON')
  .action(async (dir: string, options: Output) => {
    const progress = createProgress(process.stderr, options.json ?? false);
    const config = readConfig(process.env);
    if (config.public_url === null) say('PUBLIC_URL is not set: feeds and calendars of the copy will name an address of this machine');
    let abandon = async (): Promise<unknown> => undefined;
    const signals = onSignals(() => abandon());
    const report = await copySite(config, root, resolve(dir), { say, progress: progress.update, begun: (how) => { abandon = how; } });
    signals.forget();
    progress.end();
    for (const link of report.broken) say(`dead link: ${link}`);
    print(options.json ? report : `copied: ${report.files} files, ${report.written} written, ${report.unchanged} unchanged, ${report.removed} removed`);
    if (report.broken.length > 0) process.exitCode = 1;
  });

program
  .command('check')
  .argument('<dir>', 'a folder in the content format')
  .description('check a folder without importing it: languages, numbers, dates, relations, files')
  .option('--json', 'print the findings as JSON')
  .action(async (dir: string, options: Output) => {
    const config = readConfig(process.env);
    const check = async (db: Db | null) => {
      const progress = createProgress(process.stderr, options.json ?? false);
      const content = await checkFolder(resolve(dir), { db, kinds, max_file_bytes: config.max_file_bytes, progress: progress.update });
      progress.end();
      const errors = content.findings.filter((f) => f.severity === 'error').length;
      if (options.json) print({ records: content.records.length, findings: content.findings });
      else {
        showFindings(content.findings);
        print(`${content.records.length} records, ${errors} errors, ${content.findings.length - errors} warnings`);
      }
      if (errors > 0) process.exitCode = 1;
    };
    // Where nothing is installed yet, a folder is checked by itself.
    if (config.database_url === null && !hasEmbeddedPostgres(config.data_dir)) await check(null);
    else await withDatabase(check);
  });

program
  .command('status')
  .description('what the installation holds')
  .option('--json', 'print as JSON')
  .action((options: Output) =>
    withDatabase(async (db, config, database) => {
      const definition = await readProcess(db);
      const { rows } = await sql<{ kind: string; published: number; records: number }>`
        select r.kind, count(*)::int as records, count(v.id)::int as published
        from editorial.record r left join published.version v on v.record_id = r.id group by r.kind order by r.kind`.execute(db);
      const status = { process: definition?.id ?? null, languages: definition?.languages ?? [], database: database.embedded ? 'embedded' : 'configured', data_dir: config.data_dir, audit: await auditHead(db), kinds: rows };
      if (options.json) return print(status);
      print([
        `process    ${status.process ?? 'none: import a folder with a process.yaml'}`, `languages  ${status.languages.join(', ')}`, `database   ${status.database}`, `data       ${status.data_dir}`,
        `audit      ${status.audit ? `${status.audit.position} events, head ${status.audit.hash}` : 'no event'}`,
        ...rows.map((r) => `${r.kind.padEnd(11)}${r.published} published, ${r.records} records`),
      ].join('\n'));
    }),
  );

program
  .command('audit')
  .description('the trail of every change')
  .command('verify')
  .description('prove that no event was altered, removed or moved since it was written; ends with 1 when one was')
  .option('--head <hash>', 'a head noted earlier (soderkoping status), which must still be in the chain')
  .option('--json', 'print the result as JSON')
  .action((options: Output & { head?: string }) =>
    withDatabase(async (db) => {
      const report = await verifyAudit(db, options.head === undefined ? {} : { head: options.head });
      print(options.json ? report : describeAudit(report));
      if (report.broken !== null) process.exitCode = 1;
    }),
  );

addTranslation(program, { withDatabase, print, say });

try {
  await program.parseAsync();
} catch (error) {
  // What a signal broke off fails of necessity; the signal's own exit follows.
  if (interrupted) await new Promise(() => undefined);
  if (error instanceof Invalid) {
    const json = process.argv.includes('--json');
    if (json) print({ findings: error.findings });
    else showFindings(error.findings);
    say(`nothing was changed: ${error.findings.filter((f) => f.severity === 'error').length} errors`);
  } else if (error instanceof ConfigError) say(error.message);
  else say(`soderkoping: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(error instanceof ConfigError ? 2 : 1);
}
