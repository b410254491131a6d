import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions, states } from './lifecycle.ts';
import { may, mayApprove, roles, type Deed, type Mandate, type Matter } from './policy.ts';

const deeds: readonly Deed[] = ['read', ...actions];
const party = fc.constantFrom('ua', 'lt', 'unhcr');
const mandate: fc.Arbitrary<Mandate> = fc.record({ role: fc.constantFrom(...roles), party: fc.option(party), body: fc.option(fc.constantFrom('steering-committee', 'advisory-board')) });
const matter: fc.Arbitrary<Matter> = fc.record({
  state: fc.constantFrom(...states), audience: fc.constantFrom('public', 'network', 'body:steering-committee', 'body:advisory-board', 'body:', 'unheard-of'), states: fc.subarray(['ua', 'lt', 'by']),
});
const mandates = fc.array(mandate, { maxLength: 3 });
const shown = ['published', 'replaced'];
const as = (role: Mandate['role'], of: string | null = null, body: string | null = null): readonly Mandate[] => [{ role, party: of, body }];
const news = (over: Partial<Matter> = {}): Matter => ({ state: 'draft', audience: 'public', states: ['ua'], ...over });

describe('who may do what', () => {
  test('is decided for every role, deed, state and audience', () => {
    fc.assert(fc.property(mandates, fc.constantFrom(...deeds), matter, (m, deed, of) => {
      expect(may(m, deed, of)).toBeTypeOf('boolean');
    }));
  });

  test('whoever has no mandate reads what was shown to everybody, and does nothing', () => {
    fc.assert(fc.property(fc.constantFrom(...deeds), matter, (deed, of) => {
      expect(may([], deed, of)).toBe(deed === 'read' && of.audience === 'public' && shown.includes(of.state));
    }));
  });

  test('whoever may do anything to a version may read it', () => {
    fc.assert(fc.property(mandates, fc.constantFrom(...actions), matter, (m, deed, of) => {
      if (may(m, deed, of)) expect(may(m, 'read', of)).toBe(true);
    }));
  });

  test('a further mandate never takes anything away', () => {
    fc.assert(fc.property(mandates, mandate, fc.constantFrom(...deeds), matter, (m, more, deed, of) => {
      if (may(m, deed, of)) expect(may([...m, more], deed, of)).toBe(true);
    }));
  });

  test('only the Secretariat reviews, publishes and withdraws', () => {
    fc.assert(fc.property(mandates, fc.constantFrom<Deed>('return', 'approve', 'schedule', 'publish', 'withdraw'), matter, (m, deed, of) => {
      expect(may(m, deed, of)).toBe(m.some((x) => x.role === 'secretariat'));
    }));
  });

  test('what is for a body is read by its members, the chair and the Secretariat', () => {
    fc.assert(fc.property(mandate, matter, (m, of) => {
      if (!of.audience.startsWith('body:') || !may([m], 'read', of)) return;
      expect(m.role === 'secretariat' || m.role === 'chair' || of.audience === `body:${m.body}`).toBe(true);
    }));
    expect(may(as('member', 'unhcr', 'steering-committee'), 'read', news({ state: 'published', audience: 'body:steering-committee' }))).toBe(true);
    expect(may(as('member', 'unhcr', 'steering-committee'), 'read', news({ state: 'draft', audience: 'body:steering-committee' }))).toBe(false);
  });

  test('a National Coordinator writes on the own State and on no other', () => {
    expect(may(as('coordinator', 'ua'), 'save', news())).toBe(true);
    expect(may(as('coordinator', 'lt'), 'save', news())).toBe(false);
    expect(may(as('coordinator', 'lt'), 'read', news())).toBe(false);
    expect(may(as('coordinator', 'ua'), 'save', news({ states: [] }))).toBe(false);
    expect(may(as('coordinator', null), 'save', news())).toBe(false);
    expect(may(as('chair', 'lt'), 'submit', news())).toBe(true);
  });

  test('nobody approves the own text where a second pair of eyes is asked for', () => {
    const person = fc.constantFrom('p1', 'p2', 'p3');
    fc.assert(fc.property(person, fc.array(person), (p, authors) => {
      expect(mayApprove(p, authors, true)).toBe(!authors.includes(p));
      expect(mayApprove(p, authors, false)).toBe(true);
    }));
  });
});
