import type { Site } from '#kernel/http';
import type { AnyKind } from '../kind.ts';
import type { EditorialContext } from '../routes.tsx';
export function searchRoutes(_site: Site, _editorial: EditorialContext, _kinds: readonly AnyKind[]): void {}
