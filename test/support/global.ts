import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/kernel/migrate.ts';
import { startEmbeddedPostgres } from '../../src/kernel/postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string;
  }
}

/** One PostgreSQL for the whole run, with a migrated template that each test file clones. `TEST_DATABASE_URL` brings another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const dir = mkdtempSync(join(tmpdir(), 'soderkoping-test-'));
  const server = given ? { url: given, stop: async () => undefined } : await startEmbeddedPostgres(dir);
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('drop database if exists soderkoping_template');
  await admin.query('create database soderkoping_template');
  await migrate(databaseUrl(server.url, 'soderkoping_template'), join(import.meta.dirname, '../../db'));
  await admin.end();
  project.provide('postgres', server.url);
  return async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
