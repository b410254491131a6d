import { Facts, LinkList, Section } from '#ui';
import { paths } from '#paths';
import type { View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { RecordFile, RecordView, RelatedRecord } from '../queries/record.ts';
import { bestText, displayTitle, type Names } from './entry.tsx';
import { versionInView } from './record-versions.tsx';

const megabyte = 1024 * 1024;

/** A size for people: kilobytes, or megabytes with one decimal. */
export function fileSize(view: View, bytes: number): string {
  return bytes >= megabyte ? view.t('editorial.megabytes', { n: view.number(Math.round((bytes / megabyte) * 10) / 10) }) : view.t('editorial.kilobytes', { n: view.number(Math.max(1, Math.round(bytes / 1024))) });
}

/** The files of a record with their language, format and size. */
export function Files({ view, kind, record }: { view: View; kind: AnyKind; record: RecordView }) {
  if (record.files.length === 0) return null;
  const version = versionInView(record);
  return (
    <Section id="record-files" title={view.t('editorial.files')}>
      <LinkList
        items={record.files.map((file: RecordFile) => {
          const title = view.pick({ ...file.title });
          const format = file.path.includes('.') ? (file.path.split('.').pop()?.toUpperCase() ?? '') : '';
          return {
            href: version === undefined ? paths.file(kind.folder, record.slug, file.path) : paths.fileOf(kind.folder, record.slug, file.path, version),
            label: title.text || file.path,
            lang: title.text && title.lang !== view.lang ? title.lang : undefined,
            note: [file.lang ? view.language(file.lang) : '', format, fileSize(view, file.bytes)].filter(Boolean).join(' · '),
          };
        })}
      />
    </Section>
  );
}

/** What helps to tell a related record apart: its State where the address begins with one, its date, its kind where that is not plain from the relation. */
function notesOf(view: View, related: RelatedRecord, kind: AnyKind | undefined): string {
  const state = /^([a-z]{2})\//.exec(related.slug)?.[1];
  const what = kind && kind.type_required ? '' : kind && view.t(`${kind.domain}.one`);
  return [state && view.country(state), related.date && view.date(related.date), what].filter(Boolean).join(' · ');
}

function RelatedLink({ view, related, names }: { view: View; related: RelatedRecord; names: Names }) {
  const text = bestText(related.titles.map((t) => ({ ...t, translates: null })), view);
  const kind = names.kindOf(related.kind);
  const notes = notesOf(view, related, kind);
  return (
    <>
      <a href={paths.record(view.lang, kind?.folder ?? related.kind, related.slug)} lang={text && text.lang !== view.lang ? text.lang : undefined}>{text ? displayTitle(text) : related.slug}</a>
      {notes && <> <small>{notes}</small></>}
    </>
  );
}

/** Other records that this one acts on, or that act on it, by the type of relation. */
export function Relations({ view, record, names }: { view: View; record: RecordView; names: Names }) {
  if (record.relations.length === 0) return null;
  const groups = new Map<string, RelatedRecord[]>();
  for (const r of record.relations) {
    const label = view.t(`editorial.relation.${r.type}${r.inverse ? '.inverse' : ''}`);
    groups.set(label, [...(groups.get(label) ?? []).filter((o) => o.kind !== r.kind || o.slug !== r.slug), r]);
  }
  return (
    <Section id="record-relations" title={view.t('editorial.relations')}>
      <Facts
        items={[...groups].map(([label, members]) => ({
          label,
          value: <ul class="plain-list">{members.map((r) => <li key={`${r.kind}/${r.slug}`}><RelatedLink view={view} related={r} names={names} /></li>)}</ul>,
        }))}
      />
    </Section>
  );
}

