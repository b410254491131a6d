import { Contents, LanguageTag, Notice, Overview, PageHead, Prose, WithAside, type ContentsEntry } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import { versionHead, VersionNotice, Versions, type RecordModel } from '#domains/editorial';
import { pages as kind } from '../kind.ts';
import type { StandingPage } from '../queries/standing.ts';

/** Headings from which on a text has contents. */
const enough = 3;

/** A standing page: about, accessibility. A text with contents when it is long, without the apparatus of a record. */
export function standingPage(view: View, { record, shown, blocks }: RecordModel): Page {
  const lang = shown?.lang ?? view.lang;
  const entries: ContentsEntry[] = blocks
    .filter((b) => b.kind === 'heading' && b.level === 2)
    .map((b) => ({ href: `#${encodeURIComponent(b.anchor)}`, label: b.text, ...(lang === view.lang ? {} : { lang }) }));
  const html = blocks.map((b) => b.html.replace(/^<[a-z][a-z0-9]*/, `$& id="${b.anchor}"`)).join('\n');
  const changed = record.updated_at.toISOString().slice(0, 10);
  const text = (
    <>
      <Prose view={view} html={html} lang={lang} />
      <p><small>{view.t('portal.page.changed')} <time dateTime={changed}>{view.date(changed)}</time></small></p>
    </>
  );
  return {
    title: shown?.short ?? shown?.title ?? record.slug,
    ...(shown?.summary ? { description: shown.summary } : {}),
    section: 'about',
    ...versionHead({ view, kind, record }),
    body: (
      <>
        <VersionNotice view={view} kind={kind} record={record} />
        <PageHead view={view} title={{ text: shown?.title ?? record.slug, lang }} standfirst={shown?.summary ? { text: shown.summary, lang } : undefined} />
        {lang !== view.lang && <Notice>{view.t('editorial.other_language', { wanted: view.language(view.lang), language: view.language(lang) })}</Notice>}
        {entries.length < enough ? text : (
          <WithAside side="start" label={view.t('portal.contents')} aside={<Contents title={view.t('portal.contents')} entries={entries} />}>{text}</WithAside>
        )}
        <Versions view={view} kind={kind} record={record} />
      </>
    ),
  };
}

/** All standing pages. */
export function standingListPage(view: View, pages: readonly StandingPage[]): Page {
  return {
    title: view.t('portal.title'),
    description: view.t('portal.lead'),
    section: 'about',
    body: (
      <>
        <PageHead view={view} title={view.t('portal.title')} standfirst={view.t('portal.lead')} />
        <Overview
          view={view} level={2}
          items={pages.map((page) => {
            const title = view.pick(page.titles);
            return {
              key: page.slug, title, href: paths.page(view.lang, page.slug), text: { text: page.summaries[title.lang] ?? '', lang: title.lang },
              children: title.lang !== view.lang && <p><LanguageTag view={view} lang={title.lang} /></p>,
            };
          })}
        />
      </>
    ),
  };
}
