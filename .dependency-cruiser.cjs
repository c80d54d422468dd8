/** The walls of the house. Each rule has a planted leak in test/arch that it must catch. */
const contexts = '(community|decision|admission|notices)';
const pure = '^libs/(kernel|procedure)/src/|^libs/[^/]+/src/domain/|^libs/notices/src/templates/';
const tests = '[.]spec[.]ts$|/testing/|^test/';

const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only('no-circles', 'modules do not go round in circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    only('kernel-imports-nothing', 'the kernel is pure and stands alone', { path: '^libs/kernel/src/', pathNot: tests }, { pathNot: '^libs/kernel/src/' }),
    only('procedure-imports-kernel-only', 'the law knows only the kernel, and node:crypto for hashes', { path: '^libs/procedure/src/', pathNot: tests }, { pathNot: '^libs/(kernel|procedure)/src/|^(node:)?crypto$' }),
    only('audit-knows-only-the-kernel', 'what proves stands apart from what is proven', { path: '^libs/audit/src/', pathNot: `${tests}|^libs/audit/src/judging/` }, { path: '^(libs|apps)/', pathNot: '^libs/(audit|kernel)/' }),
    only(
      'domain-is-pure',
      'no framework, client, clock or I/O in a domain; node:crypto for hashes is the one exception',
      { path: pure, pathNot: tests },
      { path: '^node_modules/|^(node:)?(fs|net|http|https|child_process|os|path|timers|perf_hooks|worker_threads)(/|$)' },
    ),
    only('domain-does-not-import-adapters', 'domains import kernel and procedure', { path: '^libs/[^/]+/src/domain/', pathNot: tests }, { path: '^libs/(eventing|read-models|embedded)/|^apps/' }),
    only(
      'one-context-sees-anothers-events-only',
      'of another context only the types of its events.ts',
      { path: `^libs/${contexts}/src/`, pathNot: tests },
      { path: `^libs/${contexts}/src/`, pathNot: ['^libs/$1/src/', '^libs/[^/]+/src/events[.]ts$'] },
    ),
    only('only-eventing-speaks-to-the-log', 'one code path to events', { path: '^(libs|apps|test)/', pathNot: '^libs/(eventing|embedded)/|^test/(contract|faults|bench)/|[.]spec[.]ts$' }, { path: 'node_modules/@eventstore/' }),
    only('embedded-is-for-cli-and-tests', 'the application has one code path, by address', { path: '^(libs|apps)/', pathNot: `^libs/embedded/|^apps/cli/|${tests}` }, { path: '^libs/embedded/' }),
    only('libs-do-not-import-apps', 'nothing calls back up', { path: '^libs/' }, { path: '^apps/' }),
    only('source-does-not-import-tests', 'tests look at the code, not the other way; demo plays the scenarios', { path: '^(libs|apps)/', pathNot: tests }, { path: '^test/', pathNot: '^test/scenarios/' }),
    only('no-event-bus', 'events come from the log (house.md §4)', { path: '^libs/(kernel|procedure|community|admission|decision|notices)/' }, { path: 'node_modules/@nestjs/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/web)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { conditionNames: ['siyi-source', 'import', 'require', 'node', 'default'], exportsFields: ['exports'], extensions: ['.ts', '.js', '.json'] },
  },
};
