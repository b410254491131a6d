import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { transaction, type Db } from '#kernel/db';
import type { FileStore } from '#kernel/files';
import { approve, publish, returnWithRemark, saveDraft, saveVersions, submit, withdraw, type Draft, type Editor, type StoredFile } from '#domains/editorial';
import { kinds } from '../../src/kinds.ts';

/** Every text that must stay inside begins with this; it is no word of any language. */
export const secret = 'zqxj';

/** The year of everything hidden: nothing that is public is of it. */
export const secretYear = '1987';

const actor = { name: `${secret}author` };
const past = new Date('2020-01-01T00:00:00Z');
const faraway = new Date('2999-01-01T00:00:00Z');

/** An address at which something hidden might answer, and what may answer there instead. */
export interface Probe {
  readonly name: string;
  readonly folder: string;
  readonly slug: string;
  readonly status: 200 | 404 | 410;
  /** Numbers of the versions that everybody may read at their own addresses; no other may answer. */
  readonly versions: readonly number[];
  /** Names of files under it that must not be served. */
  readonly files: readonly string[];
}

const facts: Readonly<Record<string, (mark: string, year: string) => unknown>> = {
  news: () => ({}),
  document: (mark, year) => ({ institutions: ['council'], celex: mark, number: mark, oj: mark, published: year, in_force: year, applies: year, ended: year }),
  act: (mark, year) => ({ number: mark, issuer: 'parliament', in_force: year, ended: year }),
  publication: (mark) => ({ authors: [{ en: mark, ru: mark }], publisher: { en: mark }, isbn: mark, doi: `10.1234/${mark}`, pages: 7 }),
  meeting: (mark, year) => ({ start: `${year}-05-06`, end: `${year}-05-07`, time_zone: 'Europe/Kyiv', place: { en: mark }, country: 'ua', host: { en: mark }, body: 'steering-committee' }),
};

const inYear = (mark: string, year: string) => `${year}/${mark}`;
const slugs: Readonly<Record<string, (mark: string, year: string) => string>> = { news: inYear, meeting: inYear, act: (mark) => `ua/${mark}` };

/** Kinds that the cases are played through with; standing pages have no list. */
export const playedKinds = kinds.filter((k) => k.kind !== 'page');

const bytesOf = (mark: string) => Buffer.from(`<!doctype html><title>${mark}</title><p>${mark}`);

function storedFile(mark: string, path = `${mark}.html`): StoredFile {
  const bytes = bytesOf(mark);
  return { path, lang: 'en', title: { en: mark }, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, media_type: 'text/html', pages: [{ number: 1, text: `${mark} page` }] };
}

/** A record of which every free text carries `mark`. */
export function draft(kind: string, mark: string, over: Partial<Draft> = {}, year = secretYear): Draft {
  const known = kinds.find((k) => k.kind === kind);
  const text = (lang: string, translates: string | null) => ({
    lang, title: `${mark} title`, short: mark, summary: `${mark} summary`, body: `## ${mark} heading\n\n${mark} paragraph`, translates, authenticity: 'unofficial' as const,
  });
  return {
    kind, slug: (slugs[kind] ?? ((m: string) => m))(mark, year), type: known?.types[0] ?? null, status: known?.statuses[0] ?? null, date: `${year}-05-06`, themes: ['return'], focus: ['asylum'], states: ['ua'],
    audience: 'public', source: { url: `https://${mark}.example/`, title: mark, checked: `${year}-05-06` }, added: `${year}-05-06`, texts: [text('en', null), text('ru', 'en')],
    relations: [{ type: 'about', target_kind: 'news', target_slug: `2009/${mark}` }], identifiers: [{ scheme: 'number', value: mark }], files: [storedFile(mark)], facts: known?.facts.parse(facts[kind]?.(mark, year) ?? {}),
    ...over,
  };
}

type Of = (kind: string) => Draft;

const forAllKinds = (of: Of) => playedKinds.map(({ kind }) => of(kind));

async function save(db: Db, of: Of): Promise<number[]> {
  const saved = await transaction(db, (tx) => saveVersions(tx, actor, kinds, forAllKinds(of)));
  return saved.map((s) => s.version_id);
}

async function show(db: Db, of: Of, visible_from?: Date): Promise<void> {
  const ids = await save(db, of);
  await transaction(db, (tx) => publish(tx, actor, ids, visible_from ? { visible_from } : {}));
}

async function take(db: Db, of: Of): Promise<void> {
  await transaction(db, async (tx) => {
    for (const { kind, slug } of forAllKinds(of)) await withdraw(tx, actor, { kind, slug }, { reason: { en: 'A reason', ru: 'Причина' } });
  });
}

const editor = (person: string): Editor => ({ name: `${secret}editor`, person: `${secret}${person}`, mandates: [{ role: 'secretariat', party: null, body: null }] });

/** Writes a version as people do, has it returned with a remark or approved. */
async function review(db: Db, of: Of, basedOn: number | null, outcome: 'returned' | 'approved'): Promise<void> {
  for (const value of forAllKinds(of)) {
    await transaction(db, async (tx) => {
      const { version_id } = await saveDraft(tx, editor('one'), kinds, value, basedOn);
      await submit(tx, editor('one'), version_id);
      if (outcome === 'approved') await approve(tx, editor('two'), version_id);
      else await returnWithRemark(tx, editor('two'), version_id, `${secret} remark`);
    });
  }
}

interface Case {
  /** Before the first look: what the public sees after this is right. */
  readonly before?: (db: Db) => Promise<unknown>;
  /** After it: changes nothing for the public. */
  readonly after?: (db: Db) => Promise<unknown>;
  readonly of: Of;
  readonly status: Probe['status'];
  readonly versions?: Probe['versions'];
  /** Whether the open record's own file is not to be served either. */
  readonly closed?: boolean;
}

const audience = { audience: 'network' } as const;
const markOf = (name: string, kind: string) => `${secret}${name}${kind}`;
/** A record that is public. */
const open = (name: string): Of => (kind) => draft(kind, `open-${name}`, {}, '2009');
/** A record that is not. */
const hidden = (name: string, over: Partial<Draft> = {}): Of => (kind) => draft(kind, markOf(name, kind), over);
/** A version that was public before the open one. */
const earlier = (name: string): Of => (kind) => draft(kind, `earlier-${name}`, { slug: open(name)(kind).slug }, '2009');
/** Another version of the open record, with secrets in it. */
const version = (name: string, over: Partial<Draft> = {}): Of => (kind) => draft(kind, markOf(name, kind), { slug: open(name)(kind).slug, ...over });
/** A version whose titles may stay in a tombstone while nothing else of it may. */
const openTitles = (name: string): Of => (kind) => {
  const value = version(name)(kind);
  return { ...value, texts: value.texts.map((t) => ({ ...t, title: `open-${name} title` })) };
};

/** Everything that can keep a version from the public, each with its own records. */
const cases: Readonly<Record<string, Case>> = {
  draft: { after: (db) => save(db, hidden('draft')), of: hidden('draft'), status: 404 },
  scheduled: { after: (db) => show(db, hidden('scheduled'), faraway), of: hidden('scheduled'), status: 404 },
  network: { after: (db) => show(db, hidden('network', audience)), of: hidden('network'), status: 404 },
  body: { after: (db) => show(db, hidden('body', { audience: 'body:steering-committee' })), of: hidden('body'), status: 404 },
  returned: { after: (db) => review(db, hidden('returned'), null, 'returned'), of: hidden('returned'), status: 404 },
  approved: { after: (db) => review(db, hidden('approved'), null, 'approved'), of: hidden('approved'), status: 404 },
  correcting: { before: (db) => show(db, open('correcting')), after: (db) => review(db, version('correcting'), 1, 'approved'), of: open('correcting'), status: 200, versions: [1] },
  newer: { before: (db) => show(db, open('newer')), after: (db) => save(db, version('newer')), of: open('newer'), status: 200, versions: [1] },
  revised: {
    before: (db) => show(db, open('revised')),
    after: (db) => save(db, (kind) => ({ ...version('revised')(kind), files: [storedFile(markOf('revised', kind), 'open-revised.html')] })),
    of: open('revised'), status: 200, versions: [1],
  },
  upcoming: { before: (db) => show(db, open('upcoming')), after: (db) => show(db, version('upcoming'), faraway), of: open('upcoming'), status: 200, versions: [1] },
  discarded: {
    async after(db) {
      await save(db, hidden('discarded'));
      await take(db, hidden('discarded'));
    },
    of: hidden('discarded'), status: 404,
  },
  cancelled: {
    async after(db) {
      await show(db, hidden('cancelled'), faraway);
      await take(db, hidden('cancelled'));
    },
    of: hidden('cancelled'), status: 404,
  },
  retired: {
    async after(db) {
      await show(db, hidden('retired', audience));
      await take(db, hidden('retired'));
    },
    of: hidden('retired'), status: 404,
  },
  replaced: {
    async before(db) {
      await show(db, earlier('replaced'));
      await show(db, open('replaced'));
    },
    of: open('replaced'), status: 200, versions: [1, 2],
  },
  // Both from one moment on: the first was never seen.
  overtaken: {
    async before(db) {
      await show(db, version('overtaken'), past);
      await show(db, open('overtaken'), past);
    },
    of: open('overtaken'), status: 200, versions: [2],
  },
  reopened: {
    async before(db) {
      await show(db, earlier('reopened'));
      await show(db, version('reopened', audience));
      await show(db, open('reopened'));
    },
    // What is to come, for nobody or for few, takes nothing away and gives nothing.
    async after(db) {
      await show(db, version('reopened', { ...audience, added: null }), faraway);
      await save(db, version('reopened'));
    },
    of: open('reopened'), status: 200, versions: [1, 3],
  },
  postponed: {
    async before(db) {
      await show(db, version('postponed'), faraway);
      await show(db, open('postponed'));
    },
    of: open('postponed'), status: 200, versions: [2],
  },
  opened: {
    async before(db) {
      await show(db, version('opened', audience));
      await show(db, open('opened'));
    },
    of: open('opened'), status: 200, versions: [2],
  },
  closed: {
    async before(db) {
      await show(db, open('closed'));
      await show(db, version('closed', audience));
    },
    of: open('closed'), status: 404, closed: true,
  },
  withdrawn: {
    async before(db) {
      await show(db, openTitles('withdrawn'));
      await take(db, open('withdrawn'));
    },
    of: open('withdrawn'), status: 410,
  },
  buried: {
    async before(db) {
      await show(db, version('buried'));
      await show(db, openTitles('buried'));
      await take(db, open('buried'));
    },
    of: open('buried'), status: 410,
  },
  ended: {
    async before(db) {
      await show(db, open('ended'));
      await show(db, version('ended', audience));
      await take(db, open('ended'));
    },
    of: open('ended'), status: 410, closed: true,
  },
};

/** Records with a past that is no longer public; what the public can see after this is all that it may see. */
export async function playBefore(db: Db): Promise<void> {
  for (const one of Object.values(cases)) await one.before?.(db);
}

/** Everything that the public must not notice. */
export async function playAfter(db: Db): Promise<void> {
  for (const one of Object.values(cases)) await one.after?.(db);
}

/** Where to knock. */
export const probes: readonly Probe[] = Object.entries(cases).flatMap(([name, one]) =>
  playedKinds.map(({ kind, folder }) => ({
    name: `${name} ${kind}`, folder, slug: one.of(kind).slug, status: one.status, versions: one.versions ?? [], files: [`${markOf(name, kind)}.html`, ...(one.closed ? [`open-${name}.html`] : [])],
  })),
);

/** Puts the bytes of every file into the store, so that one that leaks is served. */
export async function storeSecretFiles(db: Db, store: FileStore): Promise<void> {
  const { rows } = await sql<{ sha256: string; title: { en: string } }>`select sha256, title from editorial.file_revision`.execute(db);
  for (const { sha256, title } of rows) {
    const kept = await store.put(bytesOf(title.en));
    if (kept.sha256 !== sha256) throw new Error(`the bytes of ${title.en} are not those of its revision`);
  }
}
