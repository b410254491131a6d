import { langAttribute, type Tagged, type View } from '#kernel/view';
import { heading, type Children, type HeadingLevel } from '../types.ts';

export interface RiverEntry {
  readonly href: string;
  readonly title: Tagged;
  /** The same title in another language: the native title of a law. */
  readonly subtitle?: Tagged | undefined;
  /** The date in the margin; `datetime` as in HTML. */
  readonly date?: { readonly datetime: string; readonly label: string } | undefined;
  /** What it is: "Directive", "Law · Ukraine". */
  readonly kicker?: Children;
  readonly summary?: Tagged | undefined;
  /** A passage that says why the entry is here; instead of or after the summary. */
  readonly passage?: Children;
  /** Marks, badges, languages. */
  readonly meta?: Children;
}

export interface RiverProps {
  view: View;
  entries: readonly RiverEntry[];
  level?: HeadingLevel | undefined;
  /** Titles only, for sidebars and the home page. */
  compact?: boolean | undefined;
}

function Entry({ view, entry, level }: { view: View; entry: RiverEntry; level: HeadingLevel }) {
  const Title = heading(level);
  return (
    <li class="river-entry">
      <article>
        <p class="river-line">
          {entry.date && <time dateTime={entry.date.datetime}>{entry.date.label}</time>}
          {entry.kicker && <span class="river-kicker">{entry.kicker}</span>}
        </p>
        <div class="river-body">
          <Title class="river-title">
            <a href={entry.href} {...langAttribute(view, entry.title.lang)}>
              {entry.title.text}
            </a>
          </Title>
          {entry.subtitle && (
            <p class="river-subtitle" {...langAttribute(view, entry.subtitle.lang)}>
              {entry.subtitle.text}
            </p>
          )}
          {entry.summary?.text && (
            <p class="river-summary" {...langAttribute(view, entry.summary.lang)}>
              {entry.summary.text}
            </p>
          )}
          {entry.passage && <div class="river-passage">{entry.passage}</div>}
          {entry.meta && <div class="river-meta">{entry.meta}</div>}
        </div>
      </article>
    </li>
  );
}

/** A list of entries, newest first or as sorted; dates and kinds stand in the margin of wide screens. */
export function River({ view, entries, level = 2, compact }: RiverProps) {
  return (
    <ol class={compact ? 'plain-list river river-compact' : 'plain-list river'}>
      {entries.map((entry) => (
        <Entry key={entry.href} view={view} entry={entry} level={level} />
      ))}
    </ol>
  );
}

export interface RiverGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly RiverEntry[];
}

/** A river in groups, by year or by country; a group's heading stands one level above its entries. */
export function RiverGroups({ view, groups, level = 2 }: { view: View; groups: readonly RiverGroup[]; level?: 2 | 3 | undefined }) {
  const Title = heading(level);
  return (
    <>
      {groups.map((group) => (
        <section class="river-group" aria-labelledby={group.id} key={group.id}>
          <Title class="river-group-title" id={group.id}>
            {group.title}
          </Title>
          <River view={view} entries={group.entries} level={level === 2 ? 3 : 4} />
        </section>
      ))}
    </>
  );
}
