import type { VNode } from 'preact';
import { Badge, Breadcrumb, Contents, Facts, Notice, PageHead, Prose, Section, SideBySide, WithAside, type Fact, type SideBySideRow, type Tone } from '#ui';
import { paths } from '#paths';
import type { Page } from '#kernel/http';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import type { Description } from '../outputs/describe.ts';
import type { RecordBlock, RecordText, RecordView } from '../queries/record.ts';
import { bestText, displayTitle, kicker, nativeTitle, vocabulary, type EntryMarks, type Names } from './entry.tsx';
import { Cite, RecordHead } from './record-cite.tsx';
import { dateOf, sourceFacts, subjectFacts } from './record-facts.tsx';
import { isOutdated, Languages, textState } from './record-languages.tsx';
import { Files, Relations } from './record-links.tsx';
import { contentsOf, textHtml } from './record-text.ts';
import { versionHead, versionInView, VersionNotice, Versions } from './record-versions.tsx';
import { statusTone } from './status.ts';

export interface RecordModel {
  readonly record: RecordView;
  /** The text that gives title and summary. */
  readonly shown: RecordText | undefined;
  /** The text whose body is shown: another one where `shown` has no body. */
  readonly body: RecordText | undefined;
  readonly blocks: readonly RecordBlock[];
  /** Two languages side by side instead. */
  readonly parallel: { readonly left: RecordText; readonly right: RecordText; readonly rows: readonly SideBySideRow[]; readonly headings: readonly RecordBlock[] } | null;
}

/** What a kind adds to the page of its records. */
export interface RecordParts {
  readonly kind: AnyKind;
  readonly names: Names;
  /** Facts of the kind, after the date. */
  readonly facts: readonly Fact[];
  /** What stands at the head beside the title. */
  readonly marks?: EntryMarks;
  /** Stands for the fact "date"; null leaves it out. */
  readonly date?: Fact | null;
  /** Further links of the breadcrumb between the list and the record. */
  readonly trail?: readonly { label: string; href: string }[];
  /** How a status looks, where the usual tone does not fit. */
  readonly tone?: (status: string) => Tone;
  /** Whether to say that nobody has checked the source yet. */
  readonly say_unchecked?: boolean;
  /** Anything that stands before the text. */
  readonly lead?: VNode;
  /** The record for programs; null where it is not cited. */
  readonly description: Description | null;
}

/** The head of the page: the short name where the title is long, the full and the native title below, a summary in whichever language has one. */
function Head({ view, model, parts }: { view: View; model: RecordModel; parts: RecordParts }) {
  const { record, shown } = model;
  const { kind, names, marks } = parts;
  const title: Tagged = { text: shown ? displayTitle(shown) : record.slug, lang: shown?.lang ?? view.lang };
  const full = shown && title.text !== shown.title ? { text: shown.title, lang: shown.lang } : undefined;
  const native = nativeTitle(view, record.texts, shown);
  const summary = shown?.summary ? shown : bestText(record.texts.filter((t) => t.summary), view);
  const date = marks?.date ? <time dateTime={marks.date.datetime}>{marks.date.label}</time> : dateOf(view, record.date);
  return (
    <PageHead
      view={view}
      title={title}
      kicker={kicker(view, record, names, true)}
      subtitle={[native, full].filter((t) => t !== undefined)}
      standfirst={summary?.summary ? { text: summary.summary, lang: summary.lang } : undefined}
      meta={
        <>
          {date && <span>{date}</span>}
          {marks?.notes?.map((n) => <span key={n.text} {...langAttribute(view, n.lang)}>{n.text}</span>)}
          {record.status && <Badge tone={(parts.tone ?? statusTone)(record.status)}>{vocabulary(view, kind, 'status', record.status, record.type)}</Badge>}
        </>
      }
    />
  );
}

/** What to know before reading: another language than asked for, an old or a machine translation, a correction. */
function Notices({ view, model }: { view: View; model: RecordModel }) {
  const { record, shown, body, parallel } = model;
  const missing = shown && shown.lang !== view.lang && !record.texts.some((t) => t.lang === view.lang);
  const elsewhere = !parallel && body && shown && body.lang !== shown.lang;
  const correction = record.correction && view.pick(record.correction);
  return (
    <>
      {missing && <Notice>{view.t('editorial.other_language', { wanted: view.language(view.lang), language: view.language(shown.lang) })}</Notice>}
      {elsewhere && <Notice>{view.t('editorial.body_language', { wanted: view.language(shown.lang), language: view.language(body.lang) })}</Notice>}
      {shown && shown.translates && isOutdated(shown, record.texts) && <Notice tone="warn">{view.t('editorial.outdated', { language: view.language(shown.translates) })}</Notice>}
      {shown?.authenticity === 'machine' && <Notice tone="warn">{view.t('editorial.machine')}</Notice>}
      {correction && <Notice tone="warn" title={view.t('editorial.corrected')}><p {...langAttribute(view, correction.lang)}>{correction.text}</p></Notice>}
    </>
  );
}

/** Fewest headings that make a table of contents. */
const fewestHeadings = 3;

function Text({ view, model }: { view: View; model: RecordModel }) {
  const { blocks, body, parallel } = model;
  const side = (text: RecordText) => ({ lang: text.lang, label: view.t('editorial.language_state', { language: view.language(text.lang), state: textState(view, text, model.record.texts).label }) });
  const text = parallel ? (
    <SideBySide view={view} rows={parallel.rows} permalink={view.t('editorial.permalink')} missing={view.t('editorial.not_translated')} left={side(parallel.left)} right={side(parallel.right)} />
  ) : (
    body && blocks.length > 0 && <Prose view={view} html={textHtml(view, blocks, body.lang)} lang={body.lang} />
  );
  const contents = contentsOf(view, parallel?.headings ?? blocks, parallel?.left.lang ?? body?.lang ?? view.lang);
  if (contents.length < fewestHeadings) return <>{text}</>;
  const table = <Contents title={view.t('editorial.contents')} entries={contents} folded />;
  return parallel ? <>{table}{text}</> : <WithAside side="start" label={view.t('editorial.contents')} aside={table}>{text}</WithAside>;
}

/** The page of a record, the same for every kind. */
export function recordPage(view: View, model: RecordModel, parts: RecordParts): Page {
  const { record, shown, body, parallel } = model;
  const { kind, names, description } = parts;
  const title = shown ? displayTitle(shown) : record.slug;
  const list = { label: view.t(`${kind.domain}.title`), href: paths.list(view.lang, kind.folder) };
  const date = parts.date === undefined ? { label: view.t('editorial.fact.date'), value: dateOf(view, record.date) } : parts.date;
  const facts = [...(date ? [date] : []), ...parts.facts, ...subjectFacts(view, record, names), ...sourceFacts(view, record, { say_unchecked: parts.say_unchecked ?? false })];
  const main = (
    <>
      {record.texts.length > 1 && <Languages view={view} kind={kind} record={record} shown={body ?? shown} parallel={parallel} />}
      <Notices view={view} model={model} />
      {parts.lead}
      <Text view={view} model={model} />
    </>
  );
  const past = versionInView(record);
  const links = (
    <>
      <Files view={view} kind={kind} record={record} />
      <Relations view={view} record={record} names={names} />
      <Versions view={view} kind={kind} record={record} />
      {description && <Cite view={view} kind={kind} record={record} description={description} past={past} />}
    </>
  );
  const trail = [list, ...(parts.trail ?? [])];
  const label = shown?.short ?? title;
  return {
    title,
    ...(shown?.summary ? { description: shown.summary } : {}),
    section: kind.folder,
    ...(description && past === undefined ? { head: <RecordHead view={view} record={record} kind={kind} description={description} trail={trail} label={label} /> } : {}),
    ...versionHead({ view, kind, record }),
    body: (
      <>
        <Breadcrumb view={view} items={[...trail, { label, lang: shown && shown.lang !== view.lang ? shown.lang : undefined }]} />
        <VersionNotice view={view} kind={kind} record={record} />
        <Head view={view} model={model} parts={parts} />
        {parallel ? (
          <>
            {main}
            <Section id="record-facts" title={view.t('editorial.about_record')}><Facts items={facts} /></Section>
            {links}
          </>
        ) : (
          <WithAside side="end" label={view.t('editorial.about_record')} aside={<Facts narrow items={facts} />}>{main}{links}</WithAside>
        )}
      </>
    ),
  };
}
