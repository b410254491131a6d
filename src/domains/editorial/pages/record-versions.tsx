import { LinkList, Notice, Section } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import { langAttribute, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { RecordView } from '../queries/record.ts';
import type { RecordVersion } from '../queries/versions.ts';

interface Parts {
  readonly view: View;
  readonly kind: AnyKind;
  readonly record: RecordView;
}

/** The version in view, when it is not the current one. */
function pastVersion(record: RecordView): RecordVersion | undefined {
  return record.versions.find((v) => v.number === record.number && !v.current);
}

/** What links of the page must name to stay in the version in view; nothing in the current one. */
export function versionInView(record: RecordView): number | undefined {
  return pastVersion(record)?.number;
}

const dayOf = (view: View, moment: Date | null) => (moment ? view.date(moment.toISOString().slice(0, 10)) : '');

/** Says at the head of a page that it is not the current version, when it stood, and where the current one is. */
export function VersionNotice({ view, kind, record }: Parts) {
  const past = pastVersion(record);
  if (!past) return null;
  return (
    <Notice tone="warn" title={view.t('editorial.version_past', { number: past.number })}>
      <p>{view.t('editorial.version_stood', { from: dayOf(view, past.visible_from), until: dayOf(view, past.visible_until) })} <a href={paths.record(view.lang, kind.folder, record.slug)}>{view.t('editorial.version_to_current')}</a></p>
    </Notice>
  );
}

/** The versions that were ever shown, when there was more than one. */
export function Versions({ view, kind, record }: Parts) {
  if (record.versions.length < 2) return null;
  return (
    <Section id="record-versions" title={view.t('editorial.versions')}>
      <LinkList
        items={record.versions.map((version) => {
          const correction = version.correction && view.pick(version.correction);
          const [from, until] = [dayOf(view, version.visible_from), dayOf(view, version.visible_until)];
          return {
            href: paths.version(view.lang, kind.folder, record.slug, version.number),
            label: view.t('editorial.version_number', { number: version.number }),
            note: <>{version.current ? view.t('editorial.version_current', { date: from }) : from === until ? from : view.t('editorial.version_span', { from, until })}{correction && <> · {view.t('editorial.corrected')}: <span {...langAttribute(view, correction.lang)}>{correction.text}</span></>}</>,
          };
        })}
      />
    </Section>
  );
}

/** A version that gave way is not for search engines: they are sent to the current one. */
export function versionHead({ view, kind, record }: Parts): Pick<Page, 'noindex' | 'head'> {
  if (!pastVersion(record)) return {};
  return { noindex: true, head: <link rel="canonical" href={view.origin + paths.record(view.lang, kind.folder, record.slug)} /> };
}
