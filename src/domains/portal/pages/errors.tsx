import { Button, Notice, PageHead, Tombstone } from '#ui';
import { paths } from '#paths';
import type { TombstoneFacts } from '#kernel/errors';
import type { Page } from '#kernel/http';
import type { View } from '#kernel/view';
import type { PortalContext } from '../context.ts';

/** What went wrong, in the reader's language: what it means, and what to do. `reference` is in the log too. */
export function errorPage(view: View, status: 400 | 404 | 405 | 414 | 431 | 500 | 503, reference: string): Page {
  const key = status === 404 || status === 405 ? 'not_found' : status >= 500 ? 'failed' : 'bad_request';
  const title = view.t(`portal.error.${key}.title`);
  return {
    title,
    status,
    noindex: true,
    body: (
      <>
        <PageHead view={view} kicker={String(status)} title={title} standfirst={view.t(`portal.error.${key}.meaning`)} />
        <form action={paths.search(view.lang)} role="search">
          <label class="field-label" for="error-search">{view.t('portal.search.label')}</label>
          <p><input id="error-search" class="field-control" type="search" name="q" /> <Button type="submit">{view.t('portal.search.button')}</Button></p>
        </form>
        <p><a href={paths.home(view.lang)}>{view.t('portal.error.home')}</a> · <a href={paths.archive(view.lang)}>{view.t('portal.archive')}</a></p>
        {key === 'failed' && <Notice tone="error">{view.t('portal.error.reference', { reference })}</Notice>}
      </>
    ),
  };
}

/** What stays at the address of a withdrawn record; HTTP 410. */
export function tombstonePage(view: View, portal: PortalContext, tombstone: TombstoneFacts): Page {
  const title = view.pick(tombstone.titles);
  const kind = portal.kinds.find((k) => k.kind === tombstone.kind);
  const { successor } = tombstone;
  const successorKind = portal.kinds.find((k) => k.kind === successor?.kind);
  return {
    title: title.text || tombstone.slug,
    status: 410,
    noindex: true,
    body: (
      <Tombstone
        view={view}
        state={view.t('portal.tombstone.state')}
        title={title.text || tombstone.slug}
        lang={title.lang}
        reason={view.pick(tombstone.reason).text}
        facts={[
          { label: view.t('portal.tombstone.kind'), value: kind && view.t(`${kind.domain}.one`) },
          { label: view.t('portal.tombstone.withdrawn'), value: view.date(tombstone.withdrawn_at.slice(0, 10)) },
        ]}
        {...(successor && successorKind
          ? { successor: { prefix: view.t('portal.tombstone.successor'), href: paths.record(view.lang, successorKind.folder, successor.slug), label: `${successorKind.folder}/${successor.slug}` } }
          : {})}
      />
    ),
  };
}
