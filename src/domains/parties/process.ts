import { z } from 'zod';

const texts = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().min(1));
const code = z.string().regex(/^[a-z]{2}$/, 'an ISO 3166-1 alpha-2 code in lower case');
const id = z.string().regex(/^[a-z0-9-]+$/, 'lower-case letters, digits and hyphens');
const day = z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date: 2008, 2008-05 or 2008-05-14'));

/** The process definition, `process.yaml`: everything about a process that is content and not code. */
export const processSchema = z.strictObject({
  format: z.literal(1),
  id,
  name: texts,
  full_name: texts.optional(),
  motto: texts.optional(),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  time_zone: z.string(),
  founded: day.optional(),
  contact_email: z.email().optional(),
  states: z.array(z.strictObject({ code, role: z.enum(['eu-member', 'partner', 'member', 'observer']), since: day.optional(), coordinator: texts.optional(), note: texts.optional() })),
  partners: z.array(z.strictObject({ id, name: texts, short: texts.optional(), url: z.url().optional(), role: texts.optional() })).default([]),
  bodies: z.array(z.strictObject({ id, name: texts, purpose: texts.optional(), members: z.array(z.string()).default([]), meets: texts.optional() })).default([]),
  secretariat: z
    .strictObject({ name: texts, place: texts.optional(), since: day.optional(), staff: z.union([z.number().int().positive(), texts]).optional(), tasks: z.array(texts).default([]), body: id.optional() })
    .optional(),
  focuses: z.array(z.strictObject({ id, name: texts })),
  themes: z.array(z.strictObject({ id, name: texts, description: texts.optional(), field: z.boolean().default(false), lead: code.optional() })),
  chairmanships: z.array(z.strictObject({ state: code, from: day, to: day.optional(), note: texts.optional() })).default([]),
  funding: z.array(z.strictObject({ name: texts, funder: texts.optional(), from: day.optional(), to: day.optional(), note: texts.optional() })).default([]),
  milestones: z.array(z.strictObject({ date: day, text: texts })).default([]),
  activities: z.array(texts).default([]),
});

export type Process = z.infer<typeof processSchema>;

/** What Zod cannot see: references inside the definition, unknown time zones, texts that lack a language of the process. */
export function checkProcess(process: Process): { path: (string | number)[]; message: string }[] {
  const found: { path: (string | number)[]; message: string }[] = [];
  const parties = new Set([...process.states.map((s) => s.code), ...process.partners.map((p) => p.id)]);
  process.partners.forEach((partner, i) => {
    if (partner.id === 'secretariat') found.push({ path: ['partners', i, 'id'], message: 'secretariat is the Secretariat of the process; a partner needs another id' });
  });
  process.bodies.forEach((body, i) =>
    body.members.forEach((member, j) => {
      if (!parties.has(member)) found.push({ path: ['bodies', i, 'members', j], message: `${member} is neither a participating State nor a partner` });
    }),
  );
  const own = process.secretariat?.body;
  if (own && !process.bodies.some((b) => b.id === own)) found.push({ path: ['secretariat', 'body'], message: `${own} is not one of the bodies` });
  const states = new Set(process.states.map((s) => s.code));
  process.themes.forEach((theme, i) => {
    if (theme.lead && !states.has(theme.lead)) found.push({ path: ['themes', i, 'lead'], message: `${theme.lead} is not a participating State` });
  });
  process.chairmanships.forEach((c, i) => {
    if (!states.has(c.state)) found.push({ path: ['chairmanships', i, 'state'], message: `${c.state} is not a participating State` });
  });
  try {
    Intl.DateTimeFormat('en', { timeZone: process.time_zone });
  } catch {
    found.push({ path: ['time_zone'], message: `${process.time_zone} is not an IANA time zone` });
  }
  for (const [key, list] of Object.entries({ themes: process.themes, focuses: process.focuses, bodies: process.bodies })) {
    list.forEach((item, i) => {
      for (const lang of process.languages) if (!item.name[lang]) found.push({ path: [key, i, 'name'], message: `has no name in ${lang}` });
    });
  }
  return found;
}
