import { join } from 'node:path';
import { createLocales } from '#kernel/i18n';
import { createLog } from '#kernel/log';
import { unlinkedAddresses } from '#domains/editorial';
import type { Config } from '#kernel/config';
import { openDatabase } from './database.ts';
import { kinds } from './kinds.ts';
import { openPortal } from './main.ts';
import { writeStaticCopy, type CopyReport } from './static-copy/static-copy.ts';

export interface CopyHooks {
  readonly say: (line: string) => void;
  readonly progress: (phase: string, done: number, total: number) => void;
  /** Is given how to end what was begun, as soon as something was. */
  readonly begun: (abandon: () => Promise<unknown>) => void;
}

/** Writes a static copy of the public portal into a folder, from the database as it is now. */
export async function copySite(config: Config, root: string, dir: string, hooks: CopyHooks): Promise<CopyReport> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const database = await openDatabase(config, root, hooks.say);
    undo.push(database.close);
    hooks.begun(database.close);
    const noContent = async () => {
      throw new Error('there is nothing to copy: import a folder first');
    };
    const { app, db, process } = await openPortal(config, root, database, createLog(config.log_level), undo, noContent);
    await app.server.ready();
    const locales = createLocales(join(root, 'locales'), process.languages);
    return await writeStaticCopy(dir, {
      server: app.server,
      languages: process.languages,
      unlinked: await unlinkedAddresses(db, kinds, process.languages),
      note: (lang) => locales.get(lang)?.t('portal.static_copy') ?? '',
      progress: hooks.progress,
      say: hooks.say,
    });
  } finally {
    for (const step of undo.reverse()) await step();
  }
}
