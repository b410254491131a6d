import type { View } from '#kernel/view';
import {
  Badge,
  Breadcrumb,
  Columns,
  CopyText,
  Facts,
  FocusMarks,
  Foreign,
  LanguageList,
  LanguageTag,
  LinkList,
  PageHead,
  Section,
  Stack,
  WithAside,
} from '../components.ts';
import { letters } from './samples.ts';
import { words } from './samples-words.ts';

const other = (view: View) => (view.lang === 'ru' ? 'en' : 'ru');

const qualification = {
  en: 'Directive 2011/95/EU of the European Parliament and of the Council of 13 December 2011 on standards for the qualification of third-country nationals or stateless persons as beneficiaries of international protection',
  ru: 'Директива 2011/95/ЕС Европейского парламента и Совета от 13 декабря 2011 года о стандартах для признания граждан третьих стран или лиц без гражданства лицами, пользующимися международной защитой',
};

export function MarkSamples({ view }: { view: View }) {
  const w = words(view.lang);
  return (
    <Columns count={2}>
      <Stack>
        <p>
          <FocusMarks
            items={[
              { focus: 'migration', label: w.migration },
              { focus: 'asylum', label: w.asylum },
              { focus: 'border', label: w.border },
            ]}
          />
        </p>
        <ul class="plain-list">
          <li>
            <Badge tone="good">{w.in_force}</Badge>
          </li>
          <li>
            <Badge tone="water">{w.proposed}</Badge>
          </li>
          <li>
            <Badge tone="past">{w.repealed}</Badge>
          </li>
          <li>
            <Badge>{w.unofficial}</Badge>
          </li>
          <li>
            <Badge tone="warn">{w.outdated}</Badge>
          </li>
        </ul>
        <p>
          <LanguageTag view={view} lang={other(view)} />
        </p>
      </Stack>
      <dl class="styleguide-letters">
        {letters.map((l) => (
          <div key={l.lang}>
            <dt>{view.language(l.lang)}</dt>
            <dd>
              <Foreign view={view} text={l} as="p" />
            </dd>
          </div>
        ))}
      </dl>
    </Columns>
  );
}

export function FactSamples({ view }: { view: View }) {
  const w = words(view.lang);
  const there = other(view);
  return (
    <>
      <Breadcrumb
        view={view}
        items={[{ label: w.home, href: '#main' }, { label: w.nav_documents, href: '#documents' }, { label: '2011/95/EU' }]}
      />
      <WithAside
        side="end"
        label={w.facts}
        aside={
          <>
            <LanguageList
              items={[
                {
                  lang: 'en',
                  label: view.language('en'),
                  current: view.lang === 'en',
                  href: '#en',
                  state: { label: w.official, tone: 'good' },
                },
                {
                  lang: 'ru',
                  label: view.language('ru'),
                  current: view.lang === 'ru',
                  href: '#ru',
                  state: { label: w.outdated, tone: 'warn' },
                },
                { lang: 'uk', label: view.language('uk'), href: '#uk', state: { label: w.machine, tone: 'plain' } },
              ]}
            />
            <LinkList
              items={[
                { href: '#form', label: w.file, note: view.lang === 'ru' ? '214 КБ' : '214 kB' },
                { href: '#laws', label: w.laws, note: view.number(1284) },
              ]}
            />
          </>
        }
      >
        <PageHead
          view={view}
          level={2}
          kicker={w.directive}
          title={{ text: qualification[view.lang === 'ru' ? 'ru' : 'en'], lang: view.lang }}
          subtitle={{ text: qualification[there], lang: there }}
          meta={
            <>
              <Badge tone="past">{w.repealed}</Badge>
              <FocusMarks items={[{ focus: 'asylum', label: w.asylum }]} />
            </>
          }
        />
        <Facts
          items={[
            { label: w.adopted, value: <time dateTime="2011-12-13">{view.date('2011-12-13')}</time> },
            { label: w.number, value: '2011/95/EU' },
            { label: w.oj, value: 'OJ L 337, 20.12.2011, p. 9' },
            {
              label: w.source,
              value: (
                <>
                  <a href="https://eur-lex.europa.eu/eli/dir/2011/95/oj">eur-lex.europa.eu</a>, {w.checked}
                </>
              ),
            },
            { label: w.repealed, value: null },
          ]}
        />
        <Section id="cite" level={3} title={w.cite}>
          <CopyText
            view={view}
            lang="en"
            text="Directive 2011/95/EU, OJ L 337, 20.12.2011, p. 9, https://soderkoping.example/en/documents/32011L0095"
          />
        </Section>
      </WithAside>
    </>
  );
}
