import type { View } from '#kernel/view';
import {
  ActiveFilters,
  Badge,
  FilterPanel,
  FocusMarks,
  Highlight,
  LanguageTag,
  Pagination,
  River,
  RiverGroups,
  SearchForm,
  Section,
  Columns,
  WithAside,
  type RiverEntry,
} from '../components.ts';
import { words } from './samples-words.ts';

function entries(view: View): RiverEntry[] {
  const w = words(view.lang);
  const russian = view.lang === 'ru';
  const focus = (name: 'migration' | 'asylum' | 'border') => <FocusMarks items={[{ focus: name, label: w[name] }]} />;
  const date = (datetime: string) => ({ datetime, label: view.date(datetime) });
  return [
    {
      href: '#entry-1',
      date: date('2024-05-14'),
      kicker: w.regulation,
      title: {
        lang: view.lang,
        text: russian
          ? 'Регламент (ЕС) 2024/1348 об установлении общей процедуры предоставления международной защиты в Союзе'
          : 'Regulation (EU) 2024/1348 establishing a common procedure for international protection in the Union',
      },
      summary: {
        lang: view.lang,
        text: russian
          ? 'Одна процедура для всех государств-членов; часть ходатайств рассматривается на границе за двенадцать недель.'
          : 'One procedure for all Member States; some applications are examined at the border within twelve weeks.',
      },
      meta: (
        <>
          <Badge tone="good">{w.in_force}</Badge>
          {focus('asylum')}
          {focus('border')}
        </>
      ),
    },
    {
      href: '#entry-2',
      date: date('2011-07-08'),
      kicker: `${w.law} · ${view.country('UA')}`,
      title: {
        lang: view.lang,
        text: russian
          ? 'О беженцах и лицах, нуждающихся в дополнительной или временной защите'
          : 'On refugees and persons in need of complementary or temporary protection',
      },
      passage: (
        <Highlight
          lang={view.lang}
          segments={
            russian
              ? [
                  { text: '… принцип ', hit: false },
                  { text: 'невысылки', hit: true },
                  { text: ' беженца или лица, нуждающегося в дополнительной защите …', hit: false },
                ]
              : [
                  { text: '… the principle of ', hit: false },
                  { text: 'non-refoulement', hit: true },
                  { text: ' of a refugee or a person in need of complementary protection …', hit: false },
                ]
          }
        />
      ),
      meta: (
        <>
          <Badge tone="good">{w.in_force}</Badge>
          {focus('asylum')}
        </>
      ),
    },
    {
      href: '#entry-3',
      date: date('2008-03'),
      kicker: `${w.news} · ${view.country('MD')}`,
      title: {
        lang: russian ? 'en' : 'ru',
        text: russian
          ? 'Joint checks begin at two crossing points between Moldova and Ukraine'
          : 'На двух пунктах пропуска между Молдовой и Украиной начался совместный контроль',
      },
      meta: (
        <>
          <LanguageTag view={view} lang={russian ? 'en' : 'ru'} />
          {focus('border')}
          {focus('migration')}
        </>
      ),
    },
  ];
}

export function ListSamples({ view }: { view: View }) {
  const w = words(view.lang);
  const option = (value: string, label: string, count?: number, checked = false) => ({ value, label, count, checked });
  return (
    <>
      <SearchForm view={view} id="large-search" action="?" label={w.search} button={w.button} value="readmission" large />
      <WithAside
        side="start"
        label={w.filters}
        aside={
          <FilterPanel
            view={view}
            action="?"
            title={w.filters}
            submit={w.apply}
            clear={{ href: '#', label: w.clear }}
            hidden={[{ name: 'q', value: 'readmission' }]}
            groups={[
              {
                kind: 'checks',
                name: 'state',
                legend: w.country,
                options: [
                  option('by', view.country('BY'), 34),
                  option('md', view.country('MD'), 27),
                  option('ua', view.country('UA'), 1112, true),
                  option('sk', view.country('SK'), 0),
                ],
                mode: {
                  name: 'state.mode',
                  legend: w.mode,
                  options: [option('any', w.any, undefined, true), option('all', w.all), option('none', w.none)],
                },
              },
              {
                kind: 'checks',
                name: 'focus',
                legend: w.focus,
                options: [option('migration', w.migration, 120), option('asylum', w.asylum, 118, true), option('border', w.border, 64)],
              },
              {
                kind: 'select',
                name: 'year',
                legend: w.year,
                options: [option('', w.all_years, undefined, true), option('2024', '2024', 41), option('2008', '2008', 65)],
              },
            ]}
          />
        }
      >
        <ActiveFilters
          title={w.active}
          remove={w.remove}
          clear={{ href: '#none', label: w.clear }}
          items={[
            { href: '#without-ua', label: view.country('UA'), facet: w.country },
            { href: '#without-asylum', label: w.asylum, facet: w.focus },
          ]}
        />
        <River view={view} entries={entries(view)} level={3} />
        <Pagination view={view} previous={{ href: '#p1', label: w.previous }} status={w.status} next={{ href: '#p3', label: w.next }} />
      </WithAside>
      <Columns count={2}>
        <Section id="compact" title={w.nav_news} level={3} more={{ href: '#all', label: w.all_news }}>
          <River
            view={view}
            entries={entries(view)
              .slice(0, 2)
              .map((e) => ({ ...e, href: `${e.href}-compact`, summary: undefined, passage: undefined, meta: undefined }))}
            level={4}
            compact
          />
        </Section>
        <RiverGroups
          view={view}
          level={3}
          groups={[
            {
              id: 'year-2024',
              title: '2024',
              entries: entries(view)
                .slice(2)
                .map((e) => ({ ...e, href: `${e.href}-grouped` })),
            },
          ]}
        />
      </Columns>
    </>
  );
}
