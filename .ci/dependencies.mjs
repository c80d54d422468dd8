// What the project takes from others: each package from the public registry with a hash, under a licence that lets it be
// used, run or redistributed; what runs in production without a known hole of high severity, where the registry can be asked.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const licences = new Set(
  (
    'MIT ISC Apache-2.0 BSD-2-Clause BSD-3-Clause 0BSD CC0-1.0 BlueOak-1.0.0 Unlicense Python-2.0 PostgreSQL CC-BY-4.0 ' +
    'MPL-2.0 MIT-0 WTFPL Zlib OFL-1.1'
  ).split(' '),
);
/** Packages that say it in an older field, or in a file only; read there. */
const asRead = {
  ...{ 'node_modules/buildcheck': 'MIT', 'node_modules/cpu-features': 'MIT', 'node_modules/ssh2': 'MIT' },
};

/** Every licence of "A AND B", one of "A OR B". */
const isAllowed = (licence) =>
  licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((part) => licences.has(part.trim())));

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const wrong = Object.entries(packages).flatMap(([path, one]) => {
  if (path === '' || one.link) return [];
  return [
    // an address is written down only where it is not the registry's own
    ...((one.resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/')
      ? []
      : [`${path}: from ${one.resolved}`]),
    ...(one.integrity ? [] : [`${path}: without a hash`]),
    ...(isAllowed(one.license ?? asRead[path] ?? 'none') ? [] : [`${path}: licence ${one.license}`]),
  ];
});

const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev', '--audit-level=high'], { encoding: 'utf8' });
const { metadata, vulnerabilities = {}, message = 'no answer' } = JSON.parse(stdout || '{}');
if (metadata === undefined)
  console.error(`dependencies: the registry could not be asked for known holes (${message}); licences, sources and hashes were checked`);
for (const { name, severity } of Object.values(vulnerabilities))
  if (severity === 'high' || severity === 'critical') wrong.push(`${name}: ${severity}, see npm audit`);

for (const one of wrong) console.error(`dependencies: ${one}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
