import { toSeal, type Recorded } from '#kernel';
import { uuidV5 } from '#eventing';
import { Branch, streamIn } from './branch.js';

/** A slip from the registrar, the password by it, browsers let in, kept out and signed out. */
export async function amongAccounts(people: readonly Recorded[]): Promise<readonly Branch[]> {
  const last = people.at(-1) as Recorded;
  const nth = people.filter(({ type }) => type === last.type).length - 1;
  const branch = await Branch.behind(people, { type: last.type, nth, at: '2026-07-01T03:00:00.000Z' });
  const community = streamIn(people, 'CommunityFormed');
  const person = await branch.head(community);
  const { parent } = await branch.seats(community);
  const { seats } = await branch.seats(`organization-${parent}`);
  const registrar = Object.values(seats).find(({ role }) => role === 'registrar')?.person as string;
  const [account, edge] = [`account-${person}`, 'system:edge'];
  const session = (name: string) => ({
    ...{ id: uuidV5(`golden/${name}`), tokenHash: 'a'.repeat(64), until: '2026-07-31T03:00:00.000Z' },
    proof: 'password',
  });
  const secret = toSeal(`person:${person}`, '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA');
  const place = { kind: 'community', id: community.slice(10) };
  const now = '2026-07-01T03:00:00.000Z';
  const tried = { type: 'SignIn', data: { matches: false, session: session('tried'), now } };
  const [first, second] = [session('first browser'), session('second browser')];
  return [
    await branch.does(
      [account, registrar, { type: 'IssueEnrolment', data: { person, place, codeHash: 'c'.repeat(64) } }],
      [account, edge, { type: 'Enrol', data: { codeHash: 'c'.repeat(64), secret, session: first } }],
      [account, edge, { type: 'SignIn', data: { matches: true, session: second, now } }],
      [account, edge, { type: 'SetPassword', data: { matches: true, secret, session: second.id, now } }],
      ...Array.from({ length: 5 }, () => [account, edge, tried] as const),
      [account, edge, { type: 'SignOut', data: { session: second.id } }],
      [account, edge, { type: 'SignIn', data: { matches: true, session: { ...first, proof: 'provider' }, now } }],
      [account, edge, { type: 'SignOutEverywhere', data: {} }],
    ),
  ];
}
