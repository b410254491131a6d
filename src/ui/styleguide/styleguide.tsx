import type { View } from '#kernel/view';
import { Layout, PageHead, Section, type Assets } from '../components.ts';
import { words } from './samples-words.ts';
import { FormSamples, MessageSamples } from './samples-forms.tsx';
import { ListSamples } from './samples-lists.tsx';
import { FactSamples, MarkSamples } from './samples-marks.tsx';
import { OverviewSamples } from './samples-overviews.tsx';
import { TextSamples, TimeSamples } from './samples-text.tsx';
import { TableSamples } from './samples-tables.tsx';

/** The page of all components, served in development at `/styleguide`; it speaks the language of its view. */
export function StyleguidePage({ view, assets }: { view: View; assets: Assets }) {
  const w = words(view.lang);
  const nav = (['news', 'documents', 'legislation', 'research', 'meetings', 'states', 'about'] as const).map((key) => ({
    key,
    href: `#${key}`,
    label: w[`nav_${key}`],
  }));
  return (
    <Layout
      view={view}
      title={w.title}
      description={w.standfirst}
      assets={assets}
      noindex
      nav={nav}
      current="documents"
      bodyClass="styleguide"
      search={{ action: '?', label: w.search, button: w.button, placeholder: w.placeholder, suggestions: '/styleguide/suggestions' }}
      alternates={[
        { lang: 'en', href: '?lang=en', label: 'English' },
        { lang: 'ru', href: '?lang=ru', label: 'Русский' },
      ]}
      footer={[
        { href: '#marks', label: w.marks },
        { href: '#tables', label: w.tables },
        { href: '#forms', label: w.forms },
      ]}
      colophon={<p>{w.note}</p>}
    >
      <PageHead view={view} kicker={w.kicker} title={w.title} standfirst={w.standfirst} />
      <Section id="marks" title={w.marks} marked>
        <MarkSamples view={view} />
      </Section>
      <Section id="facts" title={w.facts} marked>
        <FactSamples view={view} />
      </Section>
      <Section id="text" title={w.text} marked>
        <TextSamples view={view} />
      </Section>
      <Section id="lists" title={w.lists} marked>
        <ListSamples view={view} />
        <OverviewSamples view={view} />
      </Section>
      <Section id="tables" title={w.tables} marked>
        <TableSamples view={view} />
      </Section>
      <Section id="forms" title={w.forms} marked>
        <FormSamples view={view} />
      </Section>
      <Section id="messages" title={w.messages} marked>
        <MessageSamples view={view} />
      </Section>
      <Section id="time" title={w.time} marked>
        <TimeSamples view={view} />
      </Section>
    </Layout>
  );
}
