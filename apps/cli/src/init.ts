import { createInterface } from 'node:readline/promises';
import { identityIn, type OrganizationState } from '#community';
import { personIdOf, uuidV5 } from '#eventing';
import { conflict, invalid, toSeal } from '#kernel';
import { dayOf } from '#procedure';
import type { Given } from './commands.js';
import type { Folder } from './folder.js';
import { mintToken, withSession } from './people-commands.js';
import { operate, type Session } from './session.js';
import { clockOf } from './simulated-clock.js';

/** The first line of standard input: a number on the command line would stay in the shell's history. */
async function documentNumber(): Promise<string> {
  if (process.stdin.isTTY)
    process.stderr.write('首位登记员的证件号码 document number of the first registrar: ');
  const input = createInterface({ input: process.stdin });
  for await (const line of input) {
    input.close();
    return line.trim();
  }
  return '';
}

async function personOf(session: Session): Promise<Readonly<{ person: string; identity: string }>> {
  const identity = identityIn(await documentNumber());
  if ('zh' in identity)
    return invalid(
      'init.noDocument',
      `请从标准输入给出登记员的证件号码:${identity.zh}`,
      `Send the registrar's document number on standard input: ${identity.en}`,
    );
  const { kind, number } = identity;
  return { person: personIdOf(session.keys, `${kind}:${number}`), identity: kind };
}

type Names = Readonly<{ district: string; street: string; registrar: string }>;
type Ids = Names & Readonly<{ identity: string; today: string }>;

/** The commands of an init, in order; ids are made of the registrar's, so that one cut short is finished by the next. */
function steps(names: Names, { district, street, registrar, identity, today }: Ids) {
  const source = 'siyi init';
  const seat = {
    ...{ id: uuidV5(`init/${registrar}/seat`), body: 'registrar', person: registrar, role: 'registrar' },
    ...{ vote: false, from: today, until: `${Number(today.slice(0, 4)) + 4}-12-31` },
  };
  const name = toSeal(`person:${registrar}`, names.registrar);
  const of = (category: string, id: string, type: string, data: object) => ({
    ...{ category, id, command: { type, data } },
  });
  return [
    of('person', registrar, 'RegisterPerson', { name, identity }),
    of('organization', district, 'FormOrganization', {
      ...{ kind: 'district', name: names.district, source, parent: null },
    }),
    of('organization', street, 'FormOrganization', {
      ...{ kind: 'street', name: names.street, source, parent: district },
    }),
    of('organization', street, 'SeatMembers', { seats: [seat], basisHash: '0'.repeat(64) }),
  ];
}

/** `siyi init`: a district, a street and its first registrar, whose document number is read from standard input. */
export const init = (given: Given, folder: Folder): Promise<number> =>
  withSession(folder, async (session) => {
    const { person: registrar, identity } = await personOf(session);
    const [district, street] = ['district', 'street'].map((one) => uuidV5(`init/${registrar}/${one}`)) as [
      string,
      string,
    ];
    const { state } = await session.engine.load<OrganizationState>('organization', street);
    if (state.status === 'formed' && Object.keys(state.seats).length > 0)
      conflict(
        'init.done',
        `已经初始化:区 ${district},街道 ${street},登记员 ${registrar};令牌用 siyi token ${registrar}。`,
        `Initialised already: district ${district}, street ${street}, registrar ${registrar}; for a token: siyi token ${registrar}.`,
      );
    const [districtName = '区(名称待补)', streetName = '街道(名称待补)', name = '登记员'] = given.args;
    const names = { district: districtName, street: streetName, registrar: name };
    const ids = { district, street, registrar, identity, today: dayOf(clockOf(folder).now()) };
    for (const step of steps(names, ids)) {
      const { revision } = await session.engine.load(step.category, step.id);
      if (revision < 0 || step.command.type === 'SeatMembers') await operate(session, 'system:init', step);
    }
    const { token } = await mintToken(session, folder, registrar, 12);
    console.log(JSON.stringify({ district, street, registrar, token }));
    return 0;
  });
