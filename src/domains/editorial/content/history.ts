import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readText, reportIssues, type ReadContext } from './text.ts';
import { parseYaml } from './yaml.ts';

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/, 'a moment in UTC with microseconds');

/** To the letter: what was said once is not tidied. */
const texts = z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language code'), z.string());

const historySchema = z.strictObject({
  id: z.uuid(),
  created: moment,
  by: z.string(),
  versions: z
    .array(
      z.strictObject({
        number: z.number().int().positive(),
        created: moment,
        by: z.string(),
        published: z.strictObject({ from: moment, until: moment.optional(), first: moment, at: moment, by: z.string(), correction: texts.optional() }).optional(),
      }),
    )
    .min(1),
  withdrawn: z
    .strictObject({ at: moment, by: z.string(), reason: texts, successor: z.strictObject({ kind: z.string(), slug: z.string() }).optional(), titles: texts, was_public: z.boolean() })
    .optional(),
});

/** What a record went through, `history.yaml`: its identity, its versions, when each was shown, its withdrawal. */
export type History = z.infer<typeof historySchema>;

/** Reads `history.yaml` of a record's folder; null when there is none. */
export function readHistory(dir: string, folder: string, context: ReadContext): History | null {
  const path = join(dir, 'history.yaml');
  if (!existsSync(path)) return null;
  const file = join(folder, 'history.yaml');
  const text = readText(path, context);
  const yaml = text === null ? null : parseYaml(text, file, context.findings);
  if (yaml === null) return null;
  const parsed = historySchema.safeParse(yaml.value);
  if (!parsed.success) {
    reportIssues(parsed.error.issues, yaml, file, context.findings);
    return null;
  }
  parsed.data.versions.forEach((v, i) => {
    if (v.number !== i + 1) context.findings.push({ file, field: `versions.${i}.number`, message: `is ${v.number}; versions are counted from 1`, severity: 'error' });
  });
  return parsed.data;
}
