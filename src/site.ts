import { createLog } from '#kernel/log';
import type { Config } from '#kernel/config';
import { openDatabase } from './database.ts';
import { openPortal } from './main.ts';
import { writeStaticCopy, type CopyReport } from './static-copy/static-copy.ts';

/** Writes a static copy of the public portal into a folder, from the database as it is now. */
export async function copySite(config: Config, root: string, dir: string, hooks: { say: (line: string) => void; progress: (phase: string, done: number, total: number) => void }): Promise<CopyReport> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const database = await openDatabase(config, root, hooks.say);
    undo.push(database.close);
    const noContent = async () => {
      throw new Error('there is nothing to copy: import a folder first');
    };
    const { app, process } = await openPortal(config, root, database, createLog(config.log_level), undo, noContent);
    await app.server.ready();
    return await writeStaticCopy(dir, { server: app.server, languages: process.languages, progress: hooks.progress });
  } finally {
    for (const step of undo.reverse()) await step();
  }
}
