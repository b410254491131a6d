import { CopyText, LinkFlow, Section, type Children } from '#ui';
import { highwire, plainCitation } from '#protocols/citation';
import { breadcrumbs, embedJsonLd, type JsonLd } from '#protocols/json-ld';
import { paths } from '#paths';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { recordFormats } from '../outputs/citations.ts';
import type { Description } from '../outputs/describe.ts';
import type { RecordView } from '../queries/record.ts';

/** A sentence of the page's language with these parts of it in theirs. */
function spoken(sentence: string, parts: readonly Tagged[]): Children {
  if (parts.length === 0) return sentence;
  // The longest first: a title may hold the number.
  const texts = parts.map((p) => p.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).sort((a, b) => b.length - a.length);
  return sentence.split(new RegExp(`(${texts.join('|')})`)).map((piece) => {
    const part = parts.find((p) => p.text === piece);
    return part ? <span key={piece} lang={part.lang}>{piece}</span> : piece;
  });
}

interface CiteProps {
  view: View;
  kind: AnyKind;
  record: RecordView;
  description: Description;
  /** The number of a version that gave way; it is cited by its own address. */
  past: number | undefined;
}

/** How to cite a record: a sentence to copy, and files for programs that keep references. */
export function Cite({ view, kind, record, description: { citation: current, foreign }, past }: CiteProps) {
  const citation = past === undefined ? current : { ...current, url: view.origin + paths.version(view.lang, kind.folder, record.slug, past) };
  return (
    <Section id="record-cite" title={view.t('editorial.cite')}>
      <CopyText view={view} text={spoken(plainCitation(citation, view.lang === 'ru' ? 'ru' : 'en'), foreign)} />
      {past === undefined && (
        <LinkFlow inline title={view.t('editorial.cite_as')} items={recordFormats.map((f) => ({ href: paths.recordAs(view.lang, kind.folder, record.slug, f), label: view.t(`editorial.format.${f}`) }))} />
      )}
    </Section>
  );
}

/** schema.org for the head of a page: data, which no browser executes and no policy of scripts concerns (HTML Standard, 4.12.1). */
export function EmbeddedData({ nodes }: { nodes: readonly JsonLd[] }) {
  // The text is escaped for this place; drawn as a child it would be escaped twice.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: embedJsonLd(nodes) }} />;
}

/** What the head of a record's page tells programs: what it is, where it stands, and for papers what indexes of research look for. */
export function RecordHead({ view, record, kind, description, trail, label }: {
  view: View; record: RecordView; kind: AnyKind; description: Description; trail: readonly { readonly label: string; readonly href: string }[]; label: string;
}) {
  const { citation, node } = description;
  const pdfs = record.files.filter((f) => f.media_type === 'application/pdf').map((f) => view.origin + paths.file(kind.folder, record.slug, f.path));
  const steps = [...trail.map((t) => ({ name: t.label, url: view.origin + t.href })), { name: label, url: citation.url }];
  return (
    <>
      {citation.kind === 'report' && highwire(citation, pdfs).map(([name, content]) => <meta key={`${name} ${content}`} name={name} content={content} {...langAttribute(view, citation.lang)} />)}
      <EmbeddedData nodes={[node, breadcrumbs(steps)]} />
    </>
  );
}
