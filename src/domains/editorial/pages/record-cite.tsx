import { CopyText, LinkFlow, Section, type Children } from '#ui';
import { highwire, plainCitation, type Citation } from '#protocols/citation';
import { breadcrumbs, embedJsonLd, type JsonLd } from '#protocols/json-ld';
import { paths } from '#paths';
import { langAttribute, type Tagged, type View } from '#kernel/view';
import type { AnyKind } from '../kind.ts';
import { recordFormats } from '../outputs/citations.ts';
import type { Description } from '../outputs/describe.ts';
import type { RecordView } from '../queries/record.ts';

/** A sentence of the page's language, with these parts of it in theirs. They are looked for in their order. */
function spoken(view: View, sentence: string, parts: readonly Tagged[]): Children {
  const children: Children[] = [];
  let rest = sentence;
  for (const { text, lang } of parts.filter((p) => p.lang !== view.lang && p.text !== '')) {
    const at = rest.indexOf(text);
    if (at < 0) continue;
    children.push(rest.slice(0, at), <span lang={lang}>{text}</span>);
    rest = rest.slice(at + text.length);
  }
  return [...children, rest];
}

/** How to cite a record: a sentence to copy, and files for programs that keep references; a version that gave way, by the number `past`, by its own address. */
export function Cite({ view, kind, record, citation: current, past }: { view: View; kind: AnyKind; record: RecordView; citation: Citation; past?: number | undefined }) {
  const citation = past === undefined ? current : { ...current, url: view.origin + paths.version(view.lang, kind.folder, record.slug, past) };
  // A number keeps the letters of the language that the act was written in.
  const native = record.texts.find((t) => t.translates === null)?.lang ?? view.lang;
  const plain = plainCitation(citation, view.lang === 'ru' ? 'ru' : 'en');
  return (
    <Section id="record-cite" title={view.t('editorial.cite')}>
      <CopyText view={view} text={spoken(view, plain, [{ text: citation.title, lang: citation.lang }, { text: citation.number ?? '', lang: native }])} />
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
