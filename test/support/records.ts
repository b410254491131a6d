import type { Db } from '#kernel/db';
import { transaction } from '#kernel/db';
import { publish, saveVersions, withdraw, type Draft, type PublishOptions } from '#domains/editorial';
import { kinds } from '../../src/kinds.ts';

const actor = { name: 'editor' };

/** A record as an editor would enter it: news on asylum, in English and Russian, unless `over` says otherwise. `title` is in both languages. */
export function draftOf(slug: string, title: string, over: Partial<Draft> = {}): Draft {
  const text = { title, short: null, summary: `${title}.`, body: `${title}\n`, authenticity: 'unofficial' as const };
  return {
    kind: 'news', slug, type: null, status: null, date: '2009-02-05', themes: [], focus: ['asylum'], states: [], audience: 'public',
    source: { url: 'https://www.example.org/', title: 'Gazette' }, added: null, texts: [{ ...text, lang: 'en', translates: null }, { ...text, lang: 'ru', translates: 'en' }],
    relations: [], identifiers: [], files: [], facts: {}, ...over,
  };
}

/** Saves and publishes, as one change. */
export async function show(db: Db, drafts: readonly Draft[], options: PublishOptions = {}): Promise<void> {
  await transaction(db, async (tx) => {
    const saved = await saveVersions(tx, actor, kinds, drafts);
    await publish(tx, actor, saved.map((s) => s.version_id), options);
  });
}

/** Withdraws a record for a reason in both languages. */
export async function takeBack(db: Db, kind: string, slug: string, successor?: { kind: string; slug: string }): Promise<void> {
  await transaction(db, (tx) => withdraw(tx, actor, { kind, slug }, { reason: { en: 'Sent in error', ru: 'Опубликовано по ошибке' }, ...(successor ? { successor } : {}) }));
}
