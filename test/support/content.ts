/** One language of a record, as its Markdown file holds it. */
export interface WrittenText {
  readonly title: string;
  readonly short?: string;
  readonly summary?: string;
  readonly translates?: string;
  readonly authenticity?: 'official' | 'unofficial' | 'machine';
  readonly body?: string;
}

/** The files of a record in the content format; JSON is YAML, so the facts are written as JSON. `focus` is asylum where nothing else is said. */
export function recordFiles(folder: string, facts: Readonly<Record<string, unknown>>, texts: Readonly<Record<string, WrittenText>>): Record<string, string> {
  const files: Record<string, string> = { [`${folder}/record.yaml`]: `${JSON.stringify({ focus: ['asylum'], ...facts })}\n` };
  for (const [lang, { body = '', ...head }] of Object.entries(texts)) files[`${folder}/${lang}.md`] = `---\n${JSON.stringify(head)}\n---\n${body}\n`;
  return files;
}

/** English and Russian titles and nothing else. */
export function titled(en: string, ru: string): Record<string, WrittenText> {
  return { en: { title: en }, ru: { title: ru, translates: 'en' } };
}
