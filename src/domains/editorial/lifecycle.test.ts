import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions, correctionFits, next, stateOf, states, type State } from './lifecycle.ts';

const rule = fc.record({ second_pair: fc.boolean() });
const ends: readonly State[] = ['replaced', 'overtaken', 'withdrawn'];

/** Every state that can be reached from one, itself included. */
function reach(from: State, second_pair: boolean): Set<State> {
  const found = new Set([from]);
  for (const state of found) for (const action of actions) {
    const to = next(state, action, { second_pair });
    if (to) found.add(to);
  }
  return found;
}

describe('the life of a version', () => {
  test('knows an answer for every action in every state', () => {
    fc.assert(fc.property(fc.constantFrom(...states), fc.constantFrom(...actions), rule, (state, action, r) => {
      const to = next(state, action, r);
      expect(to === null || states.includes(to)).toBe(true);
    }));
  });

  test('goes as it is told: draft, review, approval, schedule or publication, withdrawal', () => {
    const walk = (path: readonly (typeof actions)[number][], second_pair = true) => path.reduce<State | null>((at, action) => at && next(at, action, { second_pair }), 'draft');
    expect(walk(['submit', 'approve', 'publish', 'withdraw'])).toBe('withdrawn');
    expect(walk(['submit', 'return', 'save', 'submit', 'approve', 'schedule', 'publish'])).toBe('published');
    expect(walk(['submit', 'approve', 'schedule', 'return'])).toBe('returned');
    expect(walk(['submit', 'approve', 'save'])).toBe('draft');
    expect(walk(['publish'])).toBeNull();
    expect(walk(['submit', 'publish'])).toBeNull();
    expect(walk(['publish'], false)).toBe('published');
    expect(walk(['schedule', 'publish', 'save'], false)).toBe('draft');
    expect(walk(['submit', 'approve', 'approve'])).toBeNull();
  });

  test.each([true, false])('has no dead end (second pair of eyes: %s): from everywhere but its ends, publication and withdrawal can be reached', (second_pair) => {
    for (const state of states) {
      if (ends.includes(state)) expect(reach(state, second_pair).size).toBe(1);
      else expect([...reach(state, second_pair)]).toEqual(expect.arrayContaining(['draft', 'published', 'withdrawn']));
    }
    expect([...reach('draft', second_pair), 'overtaken', 'replaced'].sort()).toEqual([...states].sort());
  });

  test('where a second pair of eyes is asked for, nothing unapproved is ever shown', () => {
    const unapproved = fc.constantFrom<State>('draft', 'in_review', 'returned');
    fc.assert(fc.property(unapproved, fc.array(fc.constantFrom(...actions), { maxLength: 12 }), (from, path) => {
      let [at, approved] = [from, false];
      for (const action of path) {
        const to = next(at, action, { second_pair: true });
        if (to === null) continue;
        approved = action === 'approve' || (approved && (to === 'scheduled' || to === 'published'));
        at = to;
        if (at === 'scheduled' || at === 'published') expect(approved).toBe(true);
      }
    }));
  });

  test('reads the state from the rows, for every combination of them', () => {
    const standing = fc.record({
      withdrawn: fc.boolean(), shown: fc.constantFrom('coming' as const, 'now' as const, 'past' as const, null), newest: fc.boolean(), last_step: fc.constantFrom('saved' as const, 'submitted' as const, 'returned' as const, 'approved' as const, null),
    });
    fc.assert(fc.property(standing, (s) => {
      const state = stateOf(s);
      expect(states).toContain(state);
      expect(state === 'withdrawn').toBe(s.withdrawn);
      if (!s.withdrawn) expect(state === 'published').toBe(s.shown === 'now');
      if (state === 'approved') expect(s).toMatchObject({ newest: true, shown: null, last_step: 'approved' });
    }));
    expect(stateOf({ withdrawn: false, shown: null, newest: true, last_step: null })).toBe('draft');
    expect(stateOf({ withdrawn: false, shown: 'past', newest: true, last_step: 'approved' })).toBe('replaced');
    expect(stateOf({ withdrawn: false, shown: null, newest: false, last_step: 'approved' })).toBe('overtaken');
  });

  test('asks of what was shown before whether a change is minor or noted, and of nothing else', () => {
    expect([correctionFits(false, 'none'), correctionFits(true, 'minor'), correctionFits(true, 'noted')]).toEqual([true, true, true]);
    expect([correctionFits(true, 'none'), correctionFits(false, 'minor'), correctionFits(false, 'noted')]).toEqual([false, false, false]);
  });
});
