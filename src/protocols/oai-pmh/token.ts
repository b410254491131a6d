import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OaiListVerb, OaiSelection } from './request.ts';

/** Where a harvest stands: the query, and the key of the last record sent. */
export interface OaiTokenState {
  readonly verb: OaiListVerb;
  readonly selection: OaiSelection;
  /** The keyset position after which the next page begins. */
  readonly position: readonly (string | number)[];
  /** Records sent before the next page. */
  readonly cursor: number;
  readonly complete_list_size: number | null;
  readonly expires: Date;
}

export type OaiTokenProblem = 'malformed' | 'forged' | 'expired' | 'mismatched';

const version = 1;

function signature(payload: string, key: string | Uint8Array): Buffer {
  return createHmac('sha256', key).update(`oai-pmh ${version} ${payload}`).digest().subarray(0, 18);
}

/** A resumptionToken: the state in the open, signed, so that the server keeps nothing. Of letters, digits, `-`, `_` and `.` only. */
export function sealToken(state: OaiTokenState, key: string | Uint8Array): string {
  const { verb, selection, position, cursor, complete_list_size, expires } = state;
  const seconds = (d: Date | null) => (d === null ? null : Math.floor(d.getTime() / 1000));
  const fields = [
    version, verb === 'ListRecords' ? 1 : 0, selection.metadata_prefix, seconds(selection.from), seconds(selection.before), selection.set, position, cursor, complete_list_size, seconds(expires),
  ];
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${signature(payload, key).toString('base64url')}`;
}

type Fields = [number, number, string, number | null, number | null, string | null, (string | number)[], number, number | null, number];

/** Reads a token of {@link sealToken} for the verb that presents it. Only what was signed with `key` is looked at. */
export function openToken(token: string, key: string | Uint8Array, { verb, now }: { readonly verb: OaiListVerb; readonly now: Date }): OaiTokenState | { readonly problem: OaiTokenProblem } {
  const match = /^([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{24})$/.exec(token);
  if (!match) return { problem: 'malformed' };
  const [, payload = '', given = ''] = match;
  const expected = signature(payload, key);
  const presented = Buffer.from(given, 'base64url');
  if (presented.length !== expected.length || !timingSafeEqual(presented, expected)) return { problem: 'forged' };
  const [tokenVersion, listRecords, metadata_prefix, from, before, set, position, cursor, complete_list_size, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Fields;
  if (tokenVersion !== version || (listRecords === 1) !== (verb === 'ListRecords')) return { problem: 'mismatched' };
  if (expires * 1000 <= now.getTime()) return { problem: 'expired' };
  const date = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000));
  return { verb, selection: { metadata_prefix, from: date(from), before: date(before), set }, position, cursor, complete_list_size, expires: new Date(expires * 1000) };
}
