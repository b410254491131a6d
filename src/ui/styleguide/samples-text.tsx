import type { View } from '#kernel/view';
import { Contents, Definitions, Highlight, LocalTime, Prose, Section, SideBySide, Timeline, WithAside } from '../components.ts';
import { passages, prose } from './samples.ts';
import { words } from './samples-words.ts';

const other = (view: View) => (view.lang === 'ru' ? 'en' : 'ru');

export function TextSamples({ view }: { view: View }) {
  const w = words(view.lang);
  const html = prose[view.lang] ?? prose['en'] ?? '';
  return (
    <>
      <WithAside
        side="start"
        label={w.contents}
        aside={
          <Contents
            title={w.contents}
            entries={[
              {
                href: '#art-33',
                label: view.lang === 'ru' ? 'Статья 33' : 'Article 33',
                children: [
                  { href: '#art-33-1', label: '1' },
                  { href: '#art-33-2', label: '2' },
                ],
              },
              { href: '#fn-1', label: view.lang === 'ru' ? 'Примечания' : 'Notes' },
            ]}
          />
        }
      >
        <Prose view={view} html={html} lang={view.lang} />
      </WithAside>
      <Section id="two" level={3} title={w.two}>
        <SideBySide
          view={view}
          permalink={w.permalink}
          missing={w.missing}
          left={{ lang: 'en', label: view.language('en') }}
          right={{ lang: 'ru', label: view.language('ru') }}
          rows={[
            { anchor: 'pair-1', left: passages.en.head, right: passages.ru.head },
            { anchor: 'pair-2', left: passages.en.one.replace(/ id="[^"]*"/, ''), right: passages.ru.one.replace(/ id="[^"]*"/, '') },
            { anchor: 'pair-3', left: passages.en.two.replace(/ id="[^"]*"/, ''), right: null },
          ]}
        />
      </Section>
      <Section id="terms" level={3} title={w.terms}>
        <Definitions
          view={view}
          items={[
            {
              id: 'term-readmission',
              term: { text: view.lang === 'ru' ? 'реадмиссия' : 'readmission', lang: view.lang },
              others: [{ text: view.lang === 'ru' ? 'readmission' : 'реадмиссия', lang: other(view) }],
              text: { text: w.definition, lang: view.lang },
              variants: [
                { text: 'readmission agreement', lang: 'en' },
                { text: 'соглашение о реадмиссии', lang: 'ru' },
              ],
            },
          ]}
        />
      </Section>
      <Section id="found" level={3} title={w.found}>
        <p>
          <Highlight
            lang="en"
            segments={[
              { text: '… the ', hit: false },
              { text: 'readmission', hit: true },
              { text: ' of persons residing without authorisation …', hit: false },
            ]}
          />
        </p>
      </Section>
    </>
  );
}

export function TimeSamples({ view }: { view: View }) {
  const w = words(view.lang);
  return (
    <>
      <p>
        {w.meeting_at} <LocalTime view={view} instant={new Date('2026-12-03T09:00:00Z')} timeZone="Europe/Stockholm" />
      </p>
      <Timeline
        items={[
          { datetime: '2001-05', date: view.date('2001-05'), text: w.launched },
          { datetime: '2003-05', date: view.date('2003-05'), text: w.secretariat },
          { datetime: '2009-02', date: view.date('2009-02'), text: w.strategy },
        ]}
      />
    </>
  );
}
