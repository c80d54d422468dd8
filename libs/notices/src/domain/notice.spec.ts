import type { Fact, Facts } from '#kernel';
import { given } from '#kernel/testing';
import type { CommunityState, OrganizationState, Seat } from '#community/events';
import type { Audience, NoticeCommand, NoticeEvent, NoticeKind } from '../events.js';
import { compose, hashOf } from '../templates/composed.js';
import { noticeDecider } from './notice.js';

const notice = noticeDecider((name) => `id(${name})`);
const reactor = { by: 'system:reactor', commandId: 'cause' };

const seat = (body: string, person: string, role: Seat['role'], more: Partial<Seat> = {}): Seat => ({
  ...{ id: `${body}/${person}`, body, person, role, vote: true },
  ...{ from: '2024-01-01', until: '2028-12-31' },
  ...more,
});
const seats = (...all: readonly Seat[]) => Object.fromEntries(all.map((one) => [one.id, one]));
const fact = <S>(stream: string, state: S): Fact<S> => ({ stream, revision: 7, state });

const community: CommunityState = {
  ...{ status: 'formed', name: '', parent: 'street', households: 0, adults: 0, countsSource: '' },
  ...{ relatives: [], joined: { twin: 'p2' }, authorizations: {}, fundLines: {} },
  seats: seats(
    seat('branch', 'sec', 'secretary'),
    seat('committee', 'chair', 'chair'),
    seat('committee', 'm1', 'member'),
    seat('supervision', 's1', 'chair'),
    seat('supervision', 's2', 'member'),
    seat('supervision', 'gone', 'member', { endedOn: '2026-01-31' }),
  ),
};
const street: OrganizationState = {
  ...{ status: 'formed', kind: 'street', name: '', parent: 'district' },
  seats: seats(seat('inspector', 'i1', 'inspector'), seat('registrar', 'r1', 'registrar')),
};
const decision = {
  ...{ phase: 'deliberating', community: 'c', title: '修路' },
  ballots: [
    { number: 1, state: { roll: ['p1', 'p2', 'twin'] } },
    { number: 2, state: { roll: 40 } },
  ],
  objections: [{ id: 'o1', by: 'res1', replyBy: '2026-03-03', answeredOn: null }],
};
const sitting = {
  ...{ phase: 'convened', community: 'c', heldOn: '2026-03-10', items: [{ decision: 'd' }] },
  called: [
    { body: 'branch', roll: ['p1', 'p2'] },
    { body: 'residents', roll: { number: 300 } },
  ],
};
const facts: Facts = {
  decision: fact('decision-d', decision),
  community: fact('community-c', community),
  street: fact('organization-street', street),
};

const about = { community: null, decision: 'd', sitting: null, objection: null, event: 'e', stream: 's' };
const texts: Readonly<Record<string, object>> = {
  stepDecided: { step: 'proposal', result: 'passed' },
  posted: { step: 'proposal', from: '1', lastDay: '2', objectionUntil: '3' },
};
const raise = (kind: NoticeKind, to: readonly Audience[], more = {}): NoticeCommand => ({
  type: 'RaiseNotice',
  data: {
    ...{ kind, recipients: [], to, ballot: null, latest: null, purposeEnds: null, about },
    ...{ text: { ...texts[kind] } as Record<string, string> },
    ...more,
  },
});
const addressNow: NoticeCommand = { type: 'AddressNotice', data: {} };

/** Raised and addressed in one go; gives the event NoticeRaised. */
function addressed(command: NoticeCommand, all: Facts = facts) {
  const events = given(notice)
    .when(command, { ...reactor, facts: all })
    .and()
    .when(addressNow, { ...reactor, facts: all })
    .events();
  const [first] = events as readonly Extract<NoticeEvent, { type: 'NoticeRaised' }>[];
  return { raised: first!.data, told: first!.data.batches.flatMap((batch) => batch.recipients), events };
}

describe('raising a notice', () => {
  it('is for the machine alone, and once', () => {
    const command = raise('stepDecided', ['roll']);
    given(notice).when(command, { by: 'sec', facts }).refused('notice.onlySystem');
    const once = given(notice)
      .when(command, { ...reactor, facts })
      .and();
    once.when(command, { ...reactor, facts }).refused('notice.raised');
  });

  it('finds the community of its decision, and is refused without one', () => {
    const [owed] = given(notice)
      .when(raise('stepDecided', ['roll']), { ...reactor, facts })
      .events();
    expect(owed?.data).toMatchObject({ about: { community: 'c' } });
    given(notice)
      .when(raise('stepDecided', []), { ...reactor, facts: {} })
      .refused('notice.communityUnknown');
  });

  describe('to remind of a reply', () => {
    const objection = { about: { ...about, objection: 'o1' }, text: { replyBy: '2026-03-03' } };
    const remind = (one: object, at = '2026-03-02T01:00:00.000Z') => {
      const objections = [{ id: 'o1', by: 'res1', replyBy: '2026-03-03', answeredOn: null, ...one }];
      const all = { ...facts, decision: fact('decision-d', { ...decision, objections }) };
      const command = raise('replyDue', ['conveners'], objection);
      return given(notice).when(command, { by: 'system:timer', at, facts: all }).events();
    };

    it('is done on the day before it is due, by the day in Shanghai', () => {
      expect(remind({}, '2026-03-01T15:59:59.999Z')).toEqual([]);
      expect(remind({}, '2026-03-01T16:00:00.000Z')).toHaveLength(1);
    });

    it('is not done when it was given (loomio#6113)', () => {
      expect(remind({ answeredOn: '2026-03-02' })).toEqual([]);
      expect(remind({ id: 'another' })).toEqual([]);
    });
  });
});

describe('the text of a raised notice', () => {
  it('is named by template and version, with the hash of what will be sent', () => {
    const { raised } = addressed(raise('stepDecided', ['roll']));
    const { template, version, text, hash } = raised;
    expect([template, version]).toEqual(['stepDecided', 2]);
    expect(hash).toBe(hashOf(compose(template, version, text)));
  });

  it.each([
    ['lacks a field', { step: 'proposal' }, 'notice.variableMissing'],
    [
      'has a field that the template does not know',
      { ...texts['stepDecided'], remark: 'x' },
      'notice.variableUnknown',
    ],
  ])('that %s is refused before anybody is told', (_, text, code) => {
    given(notice)
      .when(raise('stepDecided', ['roll'], { text }), { ...reactor, facts })
      .and()
      .when(addressNow, { ...reactor, facts })
      .refused(code);
  });
});

describe('who is told what (procedures §6)', () => {
  it('a step decided: each human on the roll of that ballot once, and secretary and chair', () => {
    expect(addressed(raise('stepDecided', ['roll', 'conveners'], { ballot: 1 })).told).toEqual(
      ['chair', 'p1', 'p2', 'sec'].sort(),
    );
  });

  it('a roll that is a number lists nobody', () => {
    expect(addressed(raise('stepDecided', ['roll'], { ballot: 2 })).told).toEqual([]);
  });

  it('a posting: the inspectors of the street, and the latest roll that lists persons', () => {
    expect(addressed(raise('posted', ['street', 'roll'])).told).toEqual(['i1', 'p1', 'p2']);
  });

  it('an objection: convener and supervision committee, as seated on that day', () => {
    const text = { text: { replyBy: 'D' } };
    expect(addressed(raise('objectionFiled', ['conveners', 'supervision'], text)).told).toEqual(
      ['chair', 's1', 's2', 'sec'].sort(),
    );
  });

  it('an answer: the objector', () => {
    const one = { about: { ...about, objection: 'o1' }, text: { answeredOn: '2026-03-03' } };
    expect(addressed(raise('objectionAnswered', ['objector'], one)).told).toEqual(['res1']);
  });

  it('a cancelled meeting: who was called; its day ends the purpose, its agenda is named', () => {
    const all = {
      sitting: fact('sitting-s', sitting),
      community: facts.community!,
      'item:d': fact('decision-d', decision),
    };
    const where = { about: { ...about, decision: null, sitting: 's' }, text: {} };
    const { raised, told } = addressed(raise('meetingCancelled', ['called', 'supervision'], where), all);
    expect(told).toEqual(['p1', 'p2', 's1', 's2']);
    expect(raised.text).toEqual({ titles: '「修路」', heldOn: '2026-03-10' });
    expect(raised.purposeEnds).toBe('2026-03-10T15:59:59.999Z');
  });

  it('says on what it was judged', () => {
    expect(addressed(raise('posted', ['street'])).raised.judged).toContainEqual({
      stream: 'organization-street',
      revision: 7,
    });
  });
});

describe('freezing the list', () => {
  it('in batches of at most 500, sorted, nobody in two', () => {
    const recipients = Array.from({ length: 1001 }, (_, n) => `x${n}`);
    const { raised } = addressed(raise('stepDecided', [], { recipients: [...recipients, 'x1'] }));
    expect(raised.batches.map((batch) => batch.recipients.length)).toEqual([500, 500, 1]);
    expect(new Set(raised.batches.flatMap((batch) => batch.recipients)).size).toBe(1001);
    expect(raised.batches.map(({ batch }) => batch)).toEqual([0, 1, 2].map((n) => `id(cause/batch/${n})`));
  });

  it('with nobody to tell is closed at once', () => {
    expect(addressed(raise('posted', [])).events.map(({ type }) => type)).toEqual([
      'NoticeRaised',
      'NoticeClosed',
    ]);
  });

  it('refuses a text with a missing variable before anything is sent', () => {
    const owed = given(notice)
      .when(raise('objectionFiled', ['conveners'], { text: {} }), { ...reactor, facts })
      .and();
    owed.when(addressNow, { ...reactor, facts }).refused('notice.variableMissing');
  });
});
