import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const postgresUrl = z.string().refine((v) => /^postgres(ql)?:\/\//.test(v) && URL.canParse(v), 'must be an address postgres://LOGIN:PASSWORD@HOST/DATABASE');
/** Every path of the portal begins at the root of its host. */
const origin = z.url({ protocol: /^https?$/ }).refine((v) => URL.canParse(v) && new URL(v).origin === v.replace(/\/+$/, ''), 'must be an origin such as https://portal.example.org, without a path');
/** Their values hold a password: an error must not carry it into a log. */
const secret = new Set(['DATABASE_URL', 'PUBLIC_DATABASE_URL', 'S3_SECRET_ACCESS_KEY']);

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: postgresUrl.optional(),
  PUBLIC_DATABASE_URL: postgresUrl.optional(),
  CONTENT_DIR: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PAGE_CACHE_MB: z.coerce.number().int().min(0).max(4096).default(48),
  MAX_FILE_MB: z.coerce.number().int().min(1).max(4096).default(100),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_REGION: z.string().min(1).default('auto'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
});

/** Where files are kept: a folder, or a bucket of an S3-compatible store. */
export type FileStoreConfig =
  | { readonly kind: 'disk'; readonly dir: string }
  | { readonly kind: 's3'; readonly endpoint: string; readonly bucket: string; readonly region: string; readonly access_key_id: string; readonly secret_access_key: string };

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The origin that readers use, without a trailing slash; `null` means the address that the server listens on. */
  readonly public_url: string | null;
  readonly data_dir: string;
  /** `null`: the embedded PostgreSQL in `data_dir`. */
  readonly database_url: string | null;
  readonly public_database_url: string | null;
  readonly content_dir: string | null;
  readonly log_level: string;
  readonly page_cache_bytes: number;
  readonly max_file_bytes: number;
  readonly trust_proxy: boolean;
  readonly files: FileStoreConfig;
  readonly development: boolean;
}

/** The environment names a value that cannot be used; the message lists every such value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const s3Names = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function describeProblem(name: string, given: Readonly<Record<string, string | undefined>>, message: string): string {
  return `  ${name}${secret.has(name) ? '' : `=${JSON.stringify(given[name] ?? '')}`}: ${message}`;
}

/** Configuration from environment variables. Throws one {@link ConfigError} that names every wrong one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));
  const parsed = environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((i) => describeProblem(String(i.path[0]), given, i.message));
  if (given['PUBLIC_DATABASE_URL'] !== undefined && given['DATABASE_URL'] === undefined) problems.push('  PUBLIC_DATABASE_URL: needs DATABASE_URL; the embedded PostgreSQL has a public login of its own');
  const s3 = s3Names.filter((n) => given[n] !== undefined);
  if (s3.length > 0 && s3.length < s3Names.length) {
    problems.push(`  ${s3Names.filter((n) => given[n] === undefined).join(', ')}: missing; S3 needs all of ${s3Names.join(', ')}`);
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(`These environment variables cannot be used:\n${problems.join('\n')}`);
  const e = parsed.data;
  const dataDir = resolve(e.DATA_DIR.replace(/^~(?=\/|$)/, homedir()));
  return {
    host: e.HOST,
    port: e.PORT,
    public_url: e.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    data_dir: dataDir,
    database_url: e.DATABASE_URL ?? null,
    public_database_url: e.PUBLIC_DATABASE_URL ?? null,
    content_dir: e.CONTENT_DIR ? resolve(e.CONTENT_DIR) : null,
    log_level: e.LOG_LEVEL,
    page_cache_bytes: e.PAGE_CACHE_MB * 1024 * 1024,
    max_file_bytes: e.MAX_FILE_MB * 1024 * 1024,
    trust_proxy: e.TRUST_PROXY === 'true',
    files:
      e.S3_ENDPOINT && e.S3_BUCKET && e.S3_ACCESS_KEY_ID && e.S3_SECRET_ACCESS_KEY
        ? { kind: 's3', endpoint: e.S3_ENDPOINT, bucket: e.S3_BUCKET, region: e.S3_REGION, access_key_id: e.S3_ACCESS_KEY_ID, secret_access_key: e.S3_SECRET_ACCESS_KEY }
        : { kind: 'disk', dir: join(dataDir, 'files') },
    development: e.NODE_ENV === 'development',
  };
}
