import type { Db } from '#kernel/db';
import { NotFound } from '#kernel/errors';
import type { Texts } from '#kernel/i18n';
import type { ListRow } from '#domains/editorial';
import { documents } from '#domains/library';
import { meetings } from '#domains/meetings';
import { dayOf, type Process } from '#domains/parties';
import { readYear, type MonthGroup } from './archive.ts';
import { countByState, countByTheme, countByYear, countFocusYears, countKinds, countStatuses, type Counts, type FocusYear } from './counts.ts';
import { concerning, heldIn, latest, lawOf, notOver, onTheme, over } from './latest.ts';

export interface FocusFigureModel {
  readonly focuses: readonly string[];
  readonly counts: readonly FocusYear[];
  /** Folder of the records counted. */
  readonly folder: string;
  /** The day of the count, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Where a meeting takes place. */
export interface Place {
  readonly place?: Texts | undefined;
  readonly country?: string | undefined;
}

export interface HomeModel {
  readonly process: Process;
  readonly totals: ReadonlyMap<string, number>;
  readonly news: readonly ListRow[];
  readonly news_by_state: ReadonlyMap<string, number>;
  readonly news_by_theme: ReadonlyMap<string, number>;
  /** Meetings to come; when there are none, the last ones held. */
  readonly meetings: readonly ListRow[];
  readonly meetings_are_next: boolean;
  readonly places: ReadonlyMap<number, Place>;
  readonly documents: readonly ListRow[];
  readonly acts: readonly ListRow[];
  readonly figure: FocusFigureModel;
}

export interface StateModel {
  readonly process: Process;
  readonly state: Process['states'][number];
  /** Records by kind: the acts of its law, and what else concerns the State. */
  readonly counts: ReadonlyMap<string, number>;
  readonly law_by_status: ReadonlyMap<string, number>;
  readonly law: readonly ListRow[];
  readonly news: readonly ListRow[];
  readonly documents: readonly ListRow[];
  readonly research: readonly ListRow[];
  /** Meetings that concern the State, and those held in the country. */
  readonly meetings: readonly ListRow[];
  readonly held_here: readonly ListRow[];
}

export interface ThemeModel {
  readonly process: Process;
  readonly theme: Process['themes'][number];
  readonly counts: ReadonlyMap<string, number>;
  /** The newest records of each kind. */
  readonly rows: Readonly<Record<string, readonly ListRow[]>>;
}

export interface YearModel {
  readonly year: string;
  readonly groups: readonly MonthGroup[];
  /** The nearest years that have records. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const ofKind = (counts: Counts, kind: string): ReadonlyMap<string, number> =>
  new Map([...counts].map(([key, kinds]) => [key, kinds.get(kind) ?? 0]));

/** Everything that the front page shows. */
export async function loadHome(db: Db, process: Process, now: Date): Promise<HomeModel> {
  const day = dayOf(process, now);
  const [lists, totals, states, themes, counts] = await Promise.all([
    latest(db, {
      news: { kind: 'news', limit: 7 }, documents: { kind: 'document', limit: 5 }, acts: { kind: 'act', limit: 5 },
      next: { kind: 'meeting', limit: 4, where: notOver(day), soonest: true }, last: { kind: 'meeting', limit: 3, where: over },
    }),
    countKinds(db), countByState(db), countByTheme(db), countFocusYears(db, documents.kind),
  ]);
  const coming = lists.next.length > 0;
  const shown = coming ? lists.next : lists.last;
  return {
    process, totals, news: lists.news, documents: lists.documents, acts: lists.acts,
    news_by_state: ofKind(states, 'news'), news_by_theme: ofKind(themes, 'news'),
    meetings: shown, meetings_are_next: coming, places: await meetings.load(db, shown.map((r) => r.version_id)),
    figure: { focuses: process.focuses.map((f) => f.id), counts, folder: documents.folder, day },
  };
}

/** Everything that the page of a State shows. */
export async function loadState(db: Db, process: Process, state: Process['states'][number]): Promise<StateModel> {
  const where = concerning(state.code);
  const law = lawOf(state.code);
  const [lists, concerned, statuses] = await Promise.all([
    latest(db, {
      law: { kind: 'act', limit: 6, where: law }, news: { kind: 'news', limit: 6, where }, documents: { kind: 'document', limit: 5, where },
      research: { kind: 'publication', limit: 5, where }, meetings: { kind: 'meeting', limit: 5, where },
      held_here: { kind: 'meeting', limit: 20, where: heldIn(state.code) },
    }),
    countKinds(db, where), countStatuses(db, 'act', law),
  ]);
  const acts = [...statuses.values()].reduce((sum, n) => sum + n, 0);
  return { process, state, ...lists, law_by_status: statuses, counts: new Map([...concerned, ['act', acts]]) };
}

/** Everything that the page of a theme shows. */
export async function loadTheme(db: Db, process: Process, theme: Process['themes'][number], kinds: readonly string[]): Promise<ThemeModel> {
  const where = onTheme(theme.id);
  const wanted = Object.fromEntries(kinds.map((kind) => [kind, { kind, limit: 5, where }]));
  const [rows, counts] = await Promise.all([latest(db, wanted), countKinds(db, where)]);
  return { process, theme, rows, counts };
}

/** Most rows that a month shows of one kind; the list holds the others. */
const monthLimit = 30;

/** Everything of a year. Throws {@link NotFound} outside the years that the portal covers; a year between them may be empty. */
export async function loadYear(db: Db, year: string): Promise<YearModel> {
  const years = [...(await countByYear(db)).keys()].sort();
  const [first = ''] = years;
  const last = years.at(-1) ?? '';
  if (!/^\d{4}$/.test(year) || year < first || year > last) throw new NotFound(`no records of the year ${year}`);
  return { year, groups: await readYear(db, year, monthLimit), before: years.findLast((y) => y < year), after: years.find((y) => y > year) };
}
