import type { View } from '#kernel/view';
import { Button, Checkbox, Columns, ErrorSummary, Field, Notice, Select, Stack, Tombstone } from '../components.ts';
import { words } from './samples-words.ts';

export function FormSamples({ view }: { view: View }) {
  const w = words(view.lang);
  return (
    <>
      <ErrorSummary title={w.wrong} errors={[{ field: 'sample-mail', message: w.wrong_mail }]} />
      <form method="post" action="?" noValidate>
        <Field
          id="sample-mail"
          name="mail"
          type="email"
          label={w.mail}
          hint={w.mail_hint}
          error={w.wrong_mail}
          value="name@"
          autocomplete="email"
        />
        <Select
          id="sample-language"
          name="language"
          label={w.language}
          value={view.lang}
          options={[
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'ru', label: 'Русский', lang: 'ru' },
          ]}
        />
        <Field id="sample-message" name="message" label={w.message} optional={w.optional} rows={3} />
        <Checkbox id="sample-agree" name="newsletter" label={w.agree} />
        <p class="styleguide-buttons">
          <Button>{w.subscribe}</Button> <Button kind="secondary">{w.draft}</Button>{' '}
          <Button kind="quiet" href="#forms">
            {w.cancel}
          </Button>
        </p>
      </form>
    </>
  );
}

export function MessageSamples({ view }: { view: View }) {
  const w = words(view.lang);
  return (
    <Columns count={2}>
      <Stack>
        <Notice title={w.info}>{w.info_text}</Notice>
        <Notice tone="warn" title={w.warn}>
          {w.warn_text}
        </Notice>
        <Notice tone="error" title={w.error}>
          {w.error_text}
        </Notice>
      </Stack>
      <Tombstone
        view={view}
        level={2}
        state={w.withdrawn}
        title={w.withdrawn_title}
        reason={w.withdrawn_reason}
        facts={[{ label: w.withdrawn_on, value: view.date('2026-03-02') }]}
        successor={{ prefix: w.follows, href: '#successor', label: w.follow_title }}
      />
    </Columns>
  );
}
