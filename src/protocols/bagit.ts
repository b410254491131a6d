export { parseBagInfo, parseDeclaration, writeBagInfo, writeDeclaration } from './bagit/tags.ts';
export { decodeBagPath, encodeBagPath, parseManifest, writeManifest, type ManifestEntry } from './bagit/manifest.ts';
export { verifyBag, type BagSource } from './bagit/verify.ts';
export type { BagFinding, BagProblem } from './bagit/finding.ts';
