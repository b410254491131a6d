import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** Gives a lock back. The operating system does the same when the process dies, however it dies. */
export type Release = () => void;

export interface LockOptions {
  /** Any number of processes may share a lock; none shares it with one that has it alone. */
  readonly shared?: boolean;
  /** How long to wait for others, in milliseconds. */
  readonly wait_ms?: number;
}

const busy = 5;

/**
 * Takes a lock that is named by a file; null when others kept it all the time. The lock is that of an empty SQLite database: the one
 * lock in Node that the kernel frees after `kill -9`, so that no stale one is ever left to be judged.
 */
export async function takeLock(file: string, { shared = false, wait_ms = 0 }: LockOptions = {}): Promise<Release | null> {
  for (const deadline = Date.now() + wait_ms; ; await sleep(50)) {
    const holder = new DatabaseSync(file, { timeout: 0 });
    try {
      holder.exec('pragma journal_mode = memory');
      holder.exec(shared ? 'begin; select count(*) from sqlite_schema' : 'begin exclusive');
      return () => holder.close();
    } catch (error) {
      holder.close();
      if ((error as { errcode?: number }).errcode !== busy) throw error;
    }
    if (Date.now() >= deadline) return null;
  }
}
