import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlap, phaseOn } from './lifecycle.ts';
import { checkMandate, mayManage, roles, secretariat, type ProposedMandate, type Role } from './policy.ts';

const process = {
  states: [{ code: 'ua', role: 'partner' as const }, { code: 'lt', role: 'eu-member' as const }],
  partners: [{ id: 'unhcr', name: {} }, { id: 'iom', name: {} }],
  bodies: [{ id: 'steering', name: {}, members: ['unhcr', 'ua'] }, { id: 'board', name: {}, members: ['iom'] }],
};
const party = fc.constantFrom('ua', 'lt', 'unhcr', 'iom', secretariat, 'zz');
const role = fc.constantFrom(...roles);
const body = fc.constantFrom(null, 'steering', 'board', 'nothing');
const day = fc.date({ min: new Date('2008-12-01'), max: new Date('2009-03-01'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
const term = fc.record({ starts: day, ends: fc.option(day) });
const held = fc.record({ party, role });
const alternate = fc.option(fc.record({ party, role, body, alternate_of: fc.constantFrom(null, 7) }));
const proposed: fc.Arbitrary<ProposedMandate> = fc.record({ party, role, body, starts: day, ends: fc.option(day), alternate_of: alternate });

const given = (role: Role, party: string, body: string | null = null): ProposedMandate => ({ role, party, body, starts: '2009-01-01', ends: null, alternate_of: null });

test('a State is spoken for by its coordinator, the Secretariat by those who work in it, a body by its members', () => {
  expect(checkMandate(process, given('coordinator', 'ua'))).toEqual([]);
  expect(checkMandate(process, given('officer', secretariat))).toEqual([]);
  expect(checkMandate(process, given('member', 'unhcr', 'steering'))).toEqual([]);
  expect(checkMandate(process, given('reader', 'lt'))).toEqual([]);
  expect(checkMandate(process, given('coordinator', 'unhcr'))).toEqual(['role_not_of_party']);
  expect(checkMandate(process, given('officer', 'ua'))).toEqual(['role_not_of_party']);
  expect(checkMandate(process, given('member', 'lt', 'steering'))).toEqual(['party_not_in_body']);
  expect(checkMandate(process, given('member', 'ua'))).toEqual(['body_missing']);
  expect(checkMandate(process, { ...given('coordinator', 'ua'), alternate_of: given('coordinator', 'lt') as never })).toEqual(['alternate_of_other']);
});

test('whatever is proposed: only a mandate of a known party, with a body exactly when the role needs one, and in order of its days, is found right', () => {
  fc.assert(fc.property(proposed, (m) => {
    if (checkMandate(process, m).length > 0) return;
    expect(['ua', 'lt', 'unhcr', 'iom', secretariat]).toContain(m.party);
    expect(m.body !== null).toBe(m.role === 'member');
    expect(m.ends === null || m.starts <= m.ends).toBe(true);
    if (['administrator', 'officer', 'author', 'translator'].includes(m.role)) expect(m.party).toBe(secretariat);
    if (m.alternate_of !== null) expect(m.alternate_of).toMatchObject({ party: m.party, role: m.role, body: m.body, alternate_of: null });
  }));
});

test('nobody manages people but administrators, officers and coordinators', () => {
  fc.assert(fc.property(fc.array(held), proposed, (holds, m) => {
    const managers = holds.filter((h) => ['administrator', 'officer', 'coordinator'].includes(h.role));
    expect(mayManage(holds, m)).toBe(mayManage(managers, m));
    if (managers.length === 0) expect(mayManage(holds, m)).toBe(false);
  }));
});

test('a coordinator manages the own State alone, and never names a coordinator', () => {
  fc.assert(fc.property(fc.array(held.map((h) => ({ ...h, role: 'coordinator' as const }))), proposed, (holds, m) => {
    if (!mayManage(holds, m)) return;
    expect(holds.map((h) => h.party)).toContain(m.party);
    if (m.role === 'coordinator') expect(m.alternate_of).not.toBeNull();
  }));
});

test('only an administrator makes an administrator; the Secretariat manages all others', () => {
  fc.assert(fc.property(fc.array(held), proposed, (holds, m) => {
    const has = (role: Role) => holds.some((h) => h.role === role);
    if (m.role === 'administrator') expect(mayManage(holds, m)).toBe(has('administrator'));
    else if (has('officer') || has('administrator')) expect(mayManage(holds, m)).toBe(true);
  }));
});

test('another mandate never takes a right away', () => {
  fc.assert(fc.property(fc.array(held), held, proposed, (holds, more, m) => {
    if (mayManage(holds, m)) expect(mayManage([...holds, more], m)).toBe(true);
  }));
});

test('a mandate is ahead, then running from its first to its last day, then over, and never goes back', () => {
  const order = ['ahead', 'running', 'over'];
  fc.assert(fc.property(term, day, day, (m, a, b) => {
    const [earlier, later] = a <= b ? [a, b] : [b, a];
    if (m.ends === null || m.ends >= m.starts) expect(order.indexOf(phaseOn(m, earlier))).toBeLessThanOrEqual(order.indexOf(phaseOn(m, later)));
    expect(phaseOn(m, a) === 'running').toBe(m.starts <= a && (m.ends === null || a <= m.ends));
  }));
});

test('two terms overlap exactly when both run on some day', () => {
  fc.assert(fc.property(term, term, (a, b) => {
    const days = Array.from({ length: 100 }, (_, i) => new Date(Date.UTC(2008, 11, 1 + i)).toISOString().slice(0, 10));
    expect(overlap(a, b)).toBe(days.some((d) => phaseOn(a, d) === 'running' && phaseOn(b, d) === 'running'));
    expect(overlap(a, b)).toBe(overlap(b, a));
  }));
});
