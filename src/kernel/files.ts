import type { FileStoreConfig } from './config.ts';
import { createDiskStore } from './files/disk.ts';
import { createS3Store } from './files/s3.ts';
import type { FileStore } from './files/store.ts';

export { contentDisposition, fileHeaders, parseRange, safeContentType } from './files/headers.ts';
export { StorageError } from './files/s3.ts';
export { meter, type ByteRange, type FileStore, type Stored } from './files/store.ts';
export { sniffBytes, sniffType } from './files/types.ts';

/** The store that the configuration names. `maxBytes`: the largest content that it takes. */
export function createFileStore(config: FileStoreConfig, maxBytes: number): FileStore {
  return config.kind === 'disk' ? createDiskStore(config.dir, maxBytes) : createS3Store(config, maxBytes);
}
