import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Found = Readonly<{ rule: { name: string }; from: string; to: string }>;
type Report = Readonly<{ summary: { totalCruised: number; violations: readonly Found[] } }>;

async function cruise(...paths: readonly string[]): Promise<Report> {
  const args = [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    '-T',
    'json',
    ...paths,
  ];
  const { stdout } = await run(process.execPath, args, { maxBuffer: 1 << 28 }).catch(
    (error: { stdout?: string; stderr?: string }) => {
      if (error.stdout?.startsWith('{')) return { stdout: error.stdout };
      throw new Error(error.stderr);
    },
  );
  return JSON.parse(stdout) as Report;
}

/** For each wall a leak that it must catch: where it is planted and what it imports. */
const leaks: Readonly<Record<string, Readonly<{ at: string; imports: string }>>> = {
  'no-circles': { at: 'libs/kernel/src/planted-leak.ts', imports: "export * from './planted-leak.js';" },
  'kernel-imports-nothing': { at: 'libs/kernel/src/planted-leak.ts', imports: "import '#procedure';" },
  'procedure-imports-kernel-only': {
    at: 'libs/procedure/src/planted-leak.ts',
    imports: "import '#eventing';",
  },
  'audit-knows-only-the-kernel': {
    at: 'libs/audit/src/planted-leak.ts',
    imports: "import '#decision/events';",
  },
  'domain-is-pure': { at: 'libs/decision/src/domain/planted-leak.ts', imports: "import 'node:fs';" },
  'domain-does-not-import-adapters': {
    at: 'libs/decision/src/domain/planted-leak.ts',
    imports: "import '#eventing';",
  },
  'one-context-sees-anothers-events-only': {
    at: 'libs/decision/src/planted-leak.ts',
    imports: "import '#community';",
  },
  'only-eventing-speaks-to-the-log': {
    at: 'apps/api/src/planted-leak.ts',
    imports: "import '@eventstore/db-client';",
  },
  'embedded-is-for-cli-and-tests': { at: 'apps/api/src/planted-leak.ts', imports: "import '#embedded';" },
  'libs-do-not-import-apps': {
    at: 'libs/decision/src/planted-leak.ts',
    imports: "import '../../../apps/api/src/problem.js';",
  },
  'source-does-not-import-tests': {
    at: 'apps/api/src/planted-leak.ts',
    imports: "import '../../../test/arch/planted.js';",
  },
  'no-event-bus': { at: 'libs/decision/src/planted-leak.ts', imports: "import '@nestjs/cqrs';" },
};

describe('the walls between the folders', () => {
  it('stand: no module of the project breaks one, and enough modules were looked at', async () => {
    const { summary } = await cruise('apps', 'libs');
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThan(120);
  });

  it.each(Object.entries(leaks))('%s catches its planted leak', async (rule, { at, imports }) => {
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, `${imports}\n`);
    const other = 'test/arch/planted.ts';
    if (imports.includes('planted.js')) await writeFile(other, 'export {};\n');
    try {
      const { summary } = await cruise(at);
      expect(summary.violations.map((violation) => violation.rule.name)).toContain(rule);
    } finally {
      await rm(at);
      await rm(other, { force: true });
    }
  });
});
