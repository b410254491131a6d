import { sql } from 'kysely';
import { LinkFlow, type Fact } from '#ui';
import { paths } from '#paths';
import { NotFound } from '#kernel/errors';
import type { PageContext, Site } from '#kernel/http';
import type { View } from '#kernel/view';
import { dateOf, listAnswer, listPage, mountKind, type EditorialContext, type EntryMarks, type FeedList, type KindPages, type ListRow } from '#domains/editorial';
import { legislation } from './kind.ts';
import { actsOf, countActsByState, type ActRow } from './queries.ts';

/** The number as cited: `No. 3671-VI`. One with words of its own (`Dz.U. 2022 poz. 583`) says itself what it is, in the language of the State. */
function marksOf(view: View, act: ActRow | undefined, texts: readonly { lang: string; translates: string | null }[]): EntryMarks {
  const number = act?.number;
  if (!number) return {};
  const native = texts.find((t) => t.translates === null)?.lang ?? view.lang;
  return { notes: [/\s/.test(number) ? { text: number, lang: native } : { text: view.t('legislation.number', { number }), lang: view.lang }] };
}

/** The State is among the countries that the spine names, as a rule. */
function facts(view: View, act: ActRow | undefined, countries: readonly string[]): Fact[] {
  if (!act) return [];
  const label = (key: string) => view.t(`legislation.fact.${key}`);
  return [
    { label: label('in_force'), value: dateOf(view, act.in_force) },
    { label: label('ended'), value: dateOf(view, act.ended) },
    { label: label('state'), value: !countries.includes(act.state) && <a href={paths.legislationOf(view.lang, act.state)}>{view.country(act.state)}</a> },
    { label: label('issuer'), value: view.t(`legislation.issuer.${act.issuer}`) },
    { label: label('number'), value: act.number },
  ];
}

async function marks({ view, db }: PageContext, rows: readonly ListRow[]) {
  const found = await actsOf(db, rows.map((r) => r.version_id));
  return { marks: new Map(rows.map((row) => [row.version_id, marksOf(view, found.get(row.version_id), row.texts)])) };
}

/** The States, each with the number of its acts. */
async function statesNav({ view, db }: PageContext) {
  const counts = [...(await countActsByState(db))].sort(([a], [b]) => view.compare(view.country(a), view.country(b)));
  return <LinkFlow title={view.t('legislation.by_state')} items={counts.map(([state, n]) => ({ href: paths.legislationOf(view.lang, state), label: view.country(state), note: view.number(n) }))} />;
}

/** The acts of one State. */
function listOf(state: string): FeedList & Required<Pick<FeedList, 'where'>> {
  return {
    kinds: [legislation],
    address: `legislation/${state}`,
    title: (view) => view.t('legislation.of_state', { country: view.country(state) }),
    lead: (view) => view.t('legislation.of_state.lead', { country: view.country(state) }),
    where: sql<boolean>`v.slug like ${`${state}/%`}`,
  };
}

/** The list and the pages of acts, and `/legislation/ua`: the acts of one State, also as feeds and table. */
export function legislationRoutes(site: Site, editorial: EditorialContext): void {
  const pages: KindPages = {
    kind: legislation,
    list: marks,
    before: statesNav,
    async parts({ view, db }, { record }) {
      const act = (await actsOf(db, [record.version_id])).get(record.version_id);
      const state = record.slug.slice(0, 2);
      return { facts: facts(view, act, record.states), marks: marksOf(view, act, record.texts), trail: [{ label: view.country(state), href: paths.legislationOf(view.lang, state) }], say_unchecked: true };
    },
    async below(context, rest) {
      const [, state, format] = /^([a-z]{2})(?:\.(atom|json|csv))?$/.exec(rest) ?? [];
      if (!state) return null;
      if (!editorial.facets().states.includes(state)) throw new NotFound(`${state} is no participating State`);
      const list = listOf(state);
      if (format) return listAnswer(list, editorial, context, format as 'atom');
      const { view } = context;
      return listPage(context, editorial, { list: marks }, {
        ...list, kind: legislation, title: list.title(view), lead: list.lead(view), formats: ['atom', 'json', 'csv'], trail: [{ label: view.t('legislation.title'), href: paths.list(view.lang, legislation.folder) }],
      });
    },
  };
  mountKind(site, editorial, pages);
}
