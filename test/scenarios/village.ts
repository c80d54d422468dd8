import { idOf } from '../../apps/cli/src/sample.js';
import { placeHash } from './hash.js';
import { Matter, type Holding } from './matter.js';
import { assumed, printed, type Scenario } from './scenario.js';

const registrar = idOf('person/street04/registrar');

/** A village made up for 2026: its assembly by households, and the share of women, each just on the boundary. */
export const village: Scenario = {
  id: 'V1',
  title: {
    zh: '村 2026:集体收益未获授权,转村民会议;199 户到会不足三分之二,200 户到会,101 票通过;妇女不足三分之一不予登记',
    en: 'a village in 2026: its assembly decides on collective income; 199 of 300 households are too few, 200 meet, 101 carry; a meeting with fewer than a third of women is not seated',
  },
  source: '合成 [I];村委会组织法(2025) §26、§28、§29',
  community: 'V1',
  numbers: { households: assumed(300), quorum: printed(2 / 3), women: printed(1 / 3), yes: assumed(101) },
  async play(stage) {
    const { community } = stage;
    await stage.at('2026-02-28');
    const men = ['a', 'b', 'c', 'd'].map((n) => ({
      ...{ id: idOf(`seat/V1/more/${n}`), body: 'representatives', person: idOf(`person/V1/more/${n}`) },
      ...{ role: 'member', vote: true, from: '2024-01-01', until: '2028-12-31' },
    }));
    const batch = (seats: readonly object[]) => ({ seats, basisHash: placeHash('election') });
    const seats = `communities/${community}/seats`;
    await stage.refused(registrar, seats, batch(men), 'community.tooFewWomen', '§29');

    const secretary = await stage.role('branch', 'secretary');
    const chair = await stage.role('committee', 'chair');
    const inCity = {
      ...{ community, ruleSet: 'city-2026', category: 'publicWelfare', initiative: 'residents' },
      ...{ title: '修渠', plan: '修渠 300 米。', money: null, reliesOn: [] },
    };
    await stage.refused(secretary, 'decisions', inCity, 'decision.ruleSetOfAnotherPlace', '居委会组织法');
    const matter = await Matter.open(stage, {
      ...{ ruleSet: 'village-2025', category: 'collectiveIncome', title: '集体收益用于修渠' },
      amountFen: 5_000_000,
    });
    const by = { by: secretary, form: 'hands' } as const;
    const two = ['branch', 'committee'];
    const meetings: Readonly<Record<string, Holding>> = {
      proposal: {
        ...{ step: 'proposal', day: '2026-03-02', noticeOn: '2026-03-01', bodies: ['branch'] },
        ...{ ...by, present: 3, yes: 2, no: 1 },
      },
      consultation: {
        ...{ step: 'consultation', day: '2026-03-04', noticeOn: '2026-03-03', bodies: two },
        ...{ ...by, present: 4, yes: 4 },
      },
      review: {
        ...{ step: 'review', day: '2026-03-09', noticeOn: '2026-03-06', bodies: ['members'] },
        ...{ ...by, present: 14, yes: 11, no: 3 },
      },
    };
    for (const holding of Object.values(meetings)) await matter.hold(holding);
    const representatives: Holding = {
      ...{ step: 'resolution', day: '2026-03-13', noticeOn: '2026-03-10', by: chair, form: 'hands' },
      ...{ bodies: ['committee', 'representatives'], present: 18, yes: 10, stopBefore: 'ballot' },
    };
    const sitting = await matter.hold(representatives);
    const body = matter.ballotBody(sitting, representatives, await matter.tellers());
    await matter.refused(chair, 'ballots', body, 'decision.notAuthorized', '实施村委会组织法办法');
    await matter.does(secretary, 'referral', { reason: '集体收益须由村民会议决定' });

    const assembly: Holding = {
      ...{ step: 'resolution', day: '2026-03-24', noticeOn: '2026-03-14', by: chair, form: 'hands' },
      ...{ bodies: [], roll: { body: 'residents', number: 300 }, present: 199, yes: 0 },
    };
    await matter.noQuorum(assembly, '村委会组织法(2025) §26');
    const again = { day: '2026-04-08', noticeOn: '2026-03-27', present: 200, yes: 101, no: 60, abstain: 39 };
    await matter.hold({ ...assembly, ...again });
    await matter.expectVerdict('resolution', true);
    await matter.post('resolutionPosting', '2026-04-08');
    await matter.takeDown('resolutionPosting', '2026-04-23');
    await stage.at('2026-04-24');
    await matter.does(chair, 'implementation', { startedOn: '2026-04-24' });
    await matter.expectAt('implementation', 'implementing');
  },
};
