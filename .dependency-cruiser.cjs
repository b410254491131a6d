/** The walls of docs/architecture.md. */
const lower = {
  identity: [],
  parties: ['identity'],
  editorial: ['parties', 'identity'],
  news: ['editorial', 'parties'],
  library: ['editorial', 'parties'],
  legislation: ['editorial', 'parties'],
  research: ['editorial', 'parties'],
  meetings: ['editorial', 'parties'],
  portal: ['editorial', 'parties', 'news', 'library', 'legislation', 'research', 'meetings'],
};

const domainRules = Object.entries(lower).flatMap(([name, allowed]) => [
  {
    name: `domain-order-${name}`,
    comment: `${name} may use only ${allowed.join(', ') || 'no domain'}, through their doors`,
    severity: 'error',
    from: { path: `^src/domains/${name}/`, pathNot: '\\.test\\.tsx?$' },
    to: { path: '^src/domains/', pathNot: [`^src/domains/${name}/`, ...allowed.map((d) => `^src/domains/${d}/index\\.ts$`)] },
  },
]);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^[.#]' } },
    { name: 'kernel-knows-no-domain', severity: 'error', from: { path: '^src/kernel/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(?!kernel/)' } },
    { name: 'protocols-import-packages-only', severity: 'error', from: { path: '^src/protocols/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(?!protocols/)' } },
    { name: 'ui-knows-no-domain', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(?!ui/|kernel/(view|i18n)\\.ts)', pathNot: '^src/ui/' } },
    { name: 'islands-stand-alone', severity: 'error', from: { path: '^src/islands/' }, to: { path: '^src/(?!islands/)' } },
    { name: 'enter-by-the-door', severity: 'error', from: { path: '^src/(?!domains/)[^/]+\\.tsx?$|^src/cli/' }, to: { path: '^src/domains/[^/]+/(?!index\\.ts$)' } },
    { name: 'only-app-mounts', severity: 'error', from: { path: '^src/domains/', pathNot: '\\.test\\.tsx?$' }, to: { path: '^src/(app|main|cli|kinds|database)\\.ts$' } },
    { name: 'pages-are-pure', severity: 'error', from: { path: '/pages/.*\\.tsx$' }, to: { path: '(^|/)commands(\\.ts$|/)|^node_modules/pg/' } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '/(lifecycle|policy)\\.ts$' }, to: { path: '(queries|commands|routes)|node_modules/(kysely|pg)/' } },
    { name: 'reads-do-not-write', severity: 'error', from: { path: '/queries(\\.ts$|/)' }, to: { path: '(^|/)commands(\\.ts$|/)' } },
    { name: 'http-stays-at-the-edge', severity: 'error', from: { path: '^src/domains/.*/(queries|commands|lifecycle|policy|kind)(\\.ts$|/)' }, to: { path: 'node_modules/fastify/' } },
    ...domainRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
