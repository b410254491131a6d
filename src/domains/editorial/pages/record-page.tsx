import type { VNode } from 'preact';
import {
  Badge, Breadcrumb, Contents, Facts, FocusMarks, LanguageList, LinkList, Notice, PageHead, Prose, Section, SideBySide, WithAside, type Fact, type LanguageState, type SideBySideRow, type Tone,
} from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import { langAttribute, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { RecordBlock, RecordFile, RecordText, RecordView, RelatedRecord } from '../queries/record.ts';
import { bestText, kicker, vocabulary, type Names } from './entry.tsx';

export interface RecordModel {
  readonly record: RecordView;
  /** The text shown, and its blocks. */
  readonly shown: RecordText | undefined;
  readonly blocks: readonly RecordBlock[];
  /** Two languages side by side instead. */
  readonly parallel: { readonly left: RecordText; readonly right: RecordText; readonly rows: readonly SideBySideRow[] } | null;
}

/** What a kind adds to the page of its records. */
export interface RecordParts {
  readonly kind: AnyKind;
  readonly names: Names;
  /** Facts of the kind, after the common ones. */
  readonly facts: readonly Fact[];
  /** Further links of the breadcrumb between the list and the record. */
  readonly trail?: readonly { label: string; href: string }[];
  /** How a status looks. */
  readonly tone: (status: string) => Tone;
  /** Anything that stands before the text. */
  readonly lead?: VNode;
  readonly head?: VNode;
}

/** Rows of two texts, aligned by anchor, in the order of the left one; what only the right one has follows its neighbour. */
export function alignBlocks(left: readonly RecordBlock[], right: readonly RecordBlock[]): SideBySideRow[] {
  const rightOf = new Map(right.map((b) => [b.anchor, b]));
  const leftAnchors = new Set(left.map((b) => b.anchor));
  const rows: SideBySideRow[] = [];
  let next = 0;
  const pushRightOnly = () => {
    for (; next < right.length && !leftAnchors.has(right[next]?.anchor ?? ''); next++) {
      const block = right[next];
      if (block) rows.push({ anchor: block.anchor, left: null, right: block.html });
    }
  };
  for (const block of left) {
    const twin = rightOf.get(block.anchor);
    if (twin) {
      pushRightOnly();
      next = Math.max(next, right.indexOf(twin) + 1);
    }
    rows.push({ anchor: block.anchor, left: block.html, right: twin?.html ?? null });
  }
  pushRightOnly();
  return rows;
}

function languageState(view: View, text: RecordText, texts: readonly RecordText[]): LanguageState['state'] {
  if (text.translates === null) return { label: view.t(text.authenticity === 'official' ? 'editorial.text.official' : 'editorial.text.source'), tone: 'good' };
  const source = texts.find((t) => t.lang === text.translates);
  if (source && text.source_hash !== source.content_hash) return { label: view.t('editorial.text.outdated'), tone: 'warn' };
  if (text.authenticity === 'machine') return { label: view.t('editorial.text.machine'), tone: 'warn' };
  return { label: view.t(text.authenticity === 'official' ? 'editorial.text.official' : 'editorial.text.unofficial'), tone: 'plain' };
}

function languages(view: View, kind: AnyKind, record: RecordView, shown: RecordText | undefined): LanguageState[] {
  return record.texts.map((text) => ({
    lang: text.lang,
    label: view.language(text.lang),
    href: view.languages.includes(text.lang) ? paths.record(text.lang, kind.folder, record.slug) : `${paths.record(view.lang, kind.folder, record.slug)}?text=${text.lang}`,
    state: languageState(view, text, record.texts),
    current: text.lang === shown?.lang,
  }));
}

const megabyte = 1024 * 1024;

export function fileSize(view: View, bytes: number): string {
  return bytes >= megabyte ? view.t('editorial.megabytes', { n: view.number(Math.round((bytes / megabyte) * 10) / 10) }) : view.t('editorial.kilobytes', { n: view.number(Math.max(1, Math.round(bytes / 1024))) });
}

function Files({ view, kind, record, files }: { view: View; kind: AnyKind; record: RecordView; files: readonly RecordFile[] }) {
  return (
    <Section id="files" title={view.t('editorial.files')}>
      <LinkList
        items={files.map((file) => {
          const title = view.pick({ ...file.title });
          return {
            href: paths.file(kind.folder, record.slug, file.path),
            label: title.text || file.path,
            ...(title.text && title.lang !== view.lang ? { lang: title.lang } : {}),
            note: [file.lang ? view.language(file.lang) : '', file.path.split('.').pop()?.toUpperCase() ?? '', fileSize(view, file.bytes)].filter(Boolean).join(' · '),
          };
        })}
      />
    </Section>
  );
}

function Relations({ view, relations, names }: { view: View; relations: readonly RelatedRecord[]; names: Names }) {
  const groups = new Map<string, RelatedRecord[]>();
  for (const r of relations) {
    const key = `editorial.relation.${r.type}${r.inverse ? '.inverse' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), r]);
  }
  return (
    <Section id="relations" title={view.t('editorial.relations')}>
      {[...groups].map(([key, members]) => (
        <Section key={key} id={key.replaceAll('.', '-')} title={view.t(key)} level={3}>
          <LinkList
            items={members.map((r) => {
              const text = bestText(r.titles.map((t) => ({ ...t, translates: null })), view);
              return {
                href: paths.record(view.lang, names.kindOf(r.kind)?.folder ?? r.kind, r.slug),
                label: text?.short ?? text?.title ?? r.slug,
                ...(text && text.lang !== view.lang ? { lang: text.lang } : {}),
                note: r.date ? view.date(r.date) : undefined,
              };
            })}
          />
        </Section>
      ))}
    </Section>
  );
}

function commonFacts(view: View, record: RecordView, names: Names): Fact[] {
  const link = (href: string, label: string) => <a href={href}>{label}</a>;
  const joined = (items: readonly VNode[]) => (items.length > 0 ? items.flatMap((item, i) => (i > 0 ? [', ', item] : [item])) : null);
  return [
    { label: view.t('editorial.fact.date'), value: record.date && <time dateTime={record.date}>{view.date(record.date)}</time> },
    { label: view.t('editorial.fact.states'), value: joined([...record.states].sort((a, b) => view.compare(view.country(a), view.country(b))).map((s) => link(paths.state(view.lang, s), view.country(s)))) },
    { label: view.t('editorial.fact.themes'), value: joined(record.themes.map((t) => link(paths.theme(view.lang, t), names.theme(t)))) },
    { label: view.t('editorial.fact.focus'), value: record.focus.length > 0 && <FocusMarks items={record.focus.map((f) => ({ focus: f, label: names.focus(f) }))} /> },
  ];
}

function sourceFacts(view: View, record: RecordView): Fact[] {
  const { source } = record;
  return [
    { label: view.t('editorial.fact.source'), value: source?.url ? <a href={source.url} rel="noopener">{source.title ?? new URL(source.url).hostname}</a> : source?.title },
    { label: view.t('editorial.fact.checked'), value: source?.checked && <time dateTime={source.checked}>{view.date(source.checked)}</time> },
    { label: view.t('editorial.fact.added'), value: <time dateTime={record.added}>{view.date(record.added)}</time> },
    { label: view.t('editorial.fact.version'), value: record.number > 1 ? view.t('editorial.version_of', { number: record.number, date: view.date(record.updated_at.toISOString().slice(0, 10)) }) : null },
  ];
}

function contents(view: View, blocks: readonly RecordBlock[], lang: string) {
  return blocks.filter((b) => b.kind === 'heading' && (b.level ?? 9) <= 3).map((b) => ({ href: `#${b.anchor}`, label: b.text, ...(lang === view.lang ? {} : { lang }) }));
}

/** The way between one language and two. */
function ReadingModes({ view, kind, record, shown, parallel }: { view: View; kind: AnyKind; record: RecordView; shown: RecordText | undefined; parallel: boolean }) {
  const withBody = record.texts.filter((t) => t.has_body);
  if (withBody.length < 2 || !shown) return null;
  const alone = paths.record(view.lang, kind.folder, record.slug);
  const pairs = withBody.filter((t) => t.lang !== shown.lang);
  return (
    <nav aria-label={view.t('editorial.reading')}>
      <p>
        {parallel ? <a href={alone}>{view.t('editorial.one_language')}</a> : null}
        {!parallel && pairs.map((t, i) => (
          <span key={t.lang}>{i > 0 && ' · '}<a href={paths.parallel(view.lang, kind.folder, record.slug, shown.lang, t.lang)}>{view.t('editorial.parallel_with', { language: view.language(t.lang) })}</a></span>
        ))}
      </p>
    </nav>
  );
}

/** The text as HTML: each block under its anchor, headings and paragraphs with a link to themselves. */
function textHtml(view: View, blocks: readonly RecordBlock[]): string {
  const label = view.t('editorial.permalink').replaceAll('"', '&quot;');
  return blocks
    .map((b) => b.html.replace(/^<[a-z][a-z0-9]*/, `$& id="${b.anchor}"`).replace(/^(<(h[2-6]|p)\b[\s\S]*)<\/\2>\s*$/, `$1 <a class="permalink" href="#${b.anchor}" aria-label="${label}">§</a></$2>`))
    .join('\n');
}

/** The page of a record, the same for every kind. */
export function recordPage(view: View, model: RecordModel, parts: RecordParts): Page {
  const { record, shown, blocks, parallel } = model;
  const { kind, names } = parts;
  const title = shown?.title ?? record.slug;
  const toc = shown && !parallel ? contents(view, blocks, shown.lang) : [];
  const original = record.texts.find((t) => t.translates === null);
  const list = { label: view.t(`${kind.domain}.title`), href: paths.list(view.lang, kind.folder) };
  const aside = (
    <>
      <Facts narrow items={[...commonFacts(view, record, names), ...parts.facts, ...sourceFacts(view, record)]} />
      <Section id="languages" title={view.t('editorial.languages')} level={2}>
        <LanguageList items={languages(view, kind, record, shown)} />
        <ReadingModes view={view} kind={kind} record={record} shown={shown} parallel={parallel !== null} />
      </Section>
      {toc.length > 2 && <Contents title={view.t('editorial.contents')} entries={toc} folded={toc.length > 20} />}
    </>
  );
  return {
    title: shown?.short ?? title,
    ...(shown?.summary ? { description: shown.summary } : {}),
    section: kind.folder,
    ...(parts.head ? { head: parts.head } : {}),
    body: (
      <>
        <Breadcrumb view={view} items={[list, ...(parts.trail ?? []), { label: shown?.short ?? title, ...(shown && shown.lang !== view.lang ? { lang: shown.lang } : {}) }]} />
        <PageHead
          view={view}
          title={{ text: title, lang: shown?.lang ?? view.lang }}
          kicker={kicker(view, record, names, true)}
          subtitle={original && shown && original.lang !== shown.lang && original.title !== title ? { text: original.title, lang: original.lang } : undefined}
          standfirst={shown?.summary ? { text: shown.summary, lang: shown.lang } : undefined}
          meta={record.status && <Badge tone={parts.tone(record.status)}>{vocabulary(view, kind, 'status', record.status)}</Badge>}
        />
        {shown && shown.lang !== view.lang && !parallel && <Notice>{view.t('editorial.other_language', { wanted: view.language(view.lang), language: view.language(shown.lang) })}</Notice>}
        {record.correction && <Notice tone="warn" title={view.t('editorial.corrected')}><p {...langAttribute(view, view.pick(record.correction).lang)}>{view.pick(record.correction).text}</p></Notice>}
        {parts.lead}
        {parallel ? (
          <>
            <ReadingModes view={view} kind={kind} record={record} shown={shown} parallel />
            <SideBySide
              view={view} rows={parallel.rows} permalink={view.t('editorial.permalink')} missing={view.t('editorial.not_translated')}
              left={{ lang: parallel.left.lang, label: view.language(parallel.left.lang) }} right={{ lang: parallel.right.lang, label: view.language(parallel.right.lang) }}
            />
            {aside}
          </>
        ) : (
          <WithAside side="end" label={view.t('editorial.about_record')} aside={aside}>
            {shown && blocks.length > 0 && <Prose view={view} html={textHtml(view, blocks)} lang={shown.lang} />}
          </WithAside>
        )}
        {record.files.length > 0 && <Files view={view} kind={kind} record={record} files={record.files} />}
        {record.relations.length > 0 && <Relations view={view} relations={record.relations} names={names} />}
      </>
    ),
  };
}
