import { tmx, type TmxHeader, type TmxUnit } from './tmx/write.ts';
import { writeXml } from './xml.ts';

export type { TmxHeader, TmxUnit } from './tmx/write.ts';
export { readTmx, type ReadTmx } from './tmx/read.ts';

/** The media type: RFC 7303; TMX has none of its own. */
export const tmxType = 'application/xml; charset=utf-8';

/** A translation memory (TMX 1.4b, LISA/GALA 2005) in pieces; units are asked for while it is written. */
export function writeTmx(header: TmxHeader, units: Iterable<TmxUnit>): Generator<string> {
  return writeXml(tmx(header, units));
}
