import { HtmlValidate, type Report } from 'html-validate';

/** The recommended rules, without those that contradict how the pages are meant to be; each says why. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // Lower case is as good (HTML, section 13.1.1), and what Preact's neighbours write.
    'doctype-style': ['error', { style: 'lowercase' }],
    // Titles of laws are as long as their parliaments made them; `short` is used where there is one.
    'long-title': 'off',
    // Several boxes of one facet share its name: that is how a GET form says "any of these".
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
    // Anchors of provisions name their parts with full stops, `art-2.p1`; HTML allows whatever has no space (section 3.2.6).
    'valid-id': ['error', { relaxed: true }],
    // `role="list"` gives back to lists without bullets what Safari takes from them.
    'no-redundant-role': 'off',
    // Void elements and attributes without a value are written as Preact writes them; all forms mean the same (sections 13.1.2.1 and 13.1.2.3).
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-trailing-whitespace': 'off',
  },
});

/** Findings of html-validate, a line each: rule, place, what is wrong. */
export async function htmlFindings(html: string): Promise<string[]> {
  const report: Report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId} at ${m.line}:${m.column}: ${m.message}${m.selector ? ` (${m.selector})` : ''}`));
}
