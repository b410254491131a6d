import type { AnyKind } from '#domains/editorial';
import { legislation } from '#domains/legislation';
import { documents } from '#domains/library';
import { meetings } from '#domains/meetings';
import { news } from '#domains/news';
import { pages } from '#domains/portal';
import { research } from '#domains/research';

/** Every kind of record, in the order of the navigation. */
export const kinds: readonly AnyKind[] = [news, documents, legislation, research, meetings, pages];
