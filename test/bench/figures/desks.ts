import { uuidV5 } from '#eventing';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectReadModels, waitFor, type ReadModels } from '#read-models';
import { fillWithAdmissions, yearOf, type District } from '../admissions-log.js';
import { callers } from '../callers.js';
import { clientOf } from '../client.js';
import type { Figure } from '../figure.js';
import { line } from '../line.js';
import { People } from '../people.js';
import { quantile } from '../sample.js';
import { withStack } from '../stack.js';

const names = (what: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => uuidV5(`bench/${what}/${n}`));

/** The district with its authority and its departments; the council's community is one of those that are asked. */
async function formed({ session, council }: People): Promise<District & Readonly<{ authority: string }>> {
  const form = async (id: string, kind: string, parent: string | null): Promise<string> => {
    const data = { kind, name: `${kind} ${id.slice(0, 4)}`, source: 'bench', parent };
    await session.engine.execute({
      ...{ category: 'organization', id, by: { person: 'system:init' }, commandId: uuidV5(`${id}/form`) },
      command: { type: 'FormOrganization', data },
    });
    return id;
  };
  const id = await form(uuidV5('bench/the district'), 'district', null);
  const authority = await form(uuidV5('bench/authority'), 'authority', id);
  const departments = names('department', yearOf.departments);
  for (const one of departments) await form(one, 'department', id);
  const communities = [council.community, ...names('community', yearOf.communities - 1)];
  return { id, authority, departments, communities };
}

/** The year calls for some thousand notices; desks are measured when these have gone out and nothing is appended any more. */
async function atRest({ session }: People, models: ReadModels, say: (what: string) => void): Promise<void> {
  let end = await session.log.end();
  for (let quiet = 0; quiet < 5; quiet += 1) {
    await sleep(1_000);
    const now = await session.log.end();
    if (now !== end) quiet = -1;
    end = now;
  }
  await waitFor(models, end, { timeoutMs: 120_000 });
  say(`at rest at ${end}`);
}

/** What the desks of a district with a year of admissions answer, each page and ledger in turn. */
export const desks: Figure = ({ size: { sliceMs, rounds }, say }) =>
  withStack(async (stack, folder) => {
    const people = await People.on(folder, stack.url, 5);
    const client = clientOf(stack.env['EVENTSTORE_URL'] as string);
    const models = connectReadModels(stack.env['DATABASE_URL'] as string);
    const [person] = people.council.members as readonly [string];
    try {
      const district = await formed(people);
      const written = await fillWithAdmissions(client, district, people.day);
      say(`${written} events`);
      const end = await people.session.log.end();
      const [department] = district.departments as readonly [string];
      const paths: Readonly<Record<string, string>> = {
        department: `/api/organizations/${department}/admissions`,
        community: `/api/communities/${people.council.community}/admissions`,
        authority: `/api/organizations/${district.authority}/admissions`,
        departmentLedger: `/api/organizations/${department}/ledger`,
        communityLedger: `/api/communities/${people.council.community}/ledger`,
        districtLedger: `/api/organizations/${district.authority}/ledger`,
      };
      await waitFor(models, end, { timeoutMs: 120_000 });
      await atRest(people, models, say);
      const lines = [];
      for (const [whose, path] of Object.entries(paths)) {
        const ask = () => callers(1, { ms: sliceMs }, () => people.get(person, path));
        await ask();
        const latencies: number[] = [];
        for (let round = 0; round < rounds; round += 1) latencies.push(...(await ask()).latencies);
        const isDesk = !whose.endsWith('Ledger');
        lines.push(
          line({
            figure: 'desks',
            what: `${whose}, a year of ${yearOf.departments} departments and ${yearOf.communities} communities, p99`,
            ...{ value: quantile(latencies, 0.99), unit: 'ms' },
            beside: { p50Ms: quantile(latencies, 0.5), asked: latencies.length, events: written },
            ...(isDesk ? { aim: { most: 30 } } : {}),
          }),
        );
      }
      return lines;
    } finally {
      await models.close();
      await client.dispose();
      await people.leave();
    }
  });
