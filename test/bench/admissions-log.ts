import { randomUUID } from 'node:crypto';
import { jsonEvent, NO_STREAM, type JSONType } from '@eventstore/db-client';
import { uuidV5 } from '#eventing';
import { addDays } from '#procedure';
import type { AdmissionRequestEvent, Application, Voted } from '#admission/events';
import { callers } from './callers.js';
import type { Client } from './client.js';

/** A year of a district: 40 departments ask 117 communities for ten tasks each, paid half-yearly. */
export const yearOf = { departments: 40, communities: 117, perDepartment: 10 } as const;

export type District = Readonly<{
  id: string;
  departments: readonly string[];
  communities: readonly string[];
}>;

/** From 5 to all of the communities, the same ones in every run. */
const askedOf = ({ communities }: District, nth: number): readonly string[] => {
  const count = 5 + ((nth * 37) % (communities.length - 4));
  return Array.from({ length: count }, (_, n) => communities[(nth * 13 + n) % communities.length] as string);
};

function eventsOf(district: District, nth: number, day: string): readonly AdmissionRequestEvent[] {
  const communities = askedOf(district, nth);
  const [from, until] = [addDays(day, -200), addDays(day, 160)];
  const dues = [addDays(day, -100), addDays(day, 80)];
  const payments = communities.flatMap((community) =>
    dues.map((dueOn) => ({ community, dueOn, amountFen: 150_000 })),
  );
  const application: Application = {
    ...{
      district: district.id,
      department: district.departments[nth % district.departments.length] as string,
    },
    ...{
      kind: 'task',
      title: `任务第 ${nth} 项`,
      basis: '文件',
      content: '登记',
      powers: '授权',
      people: '专员',
    },
    ...{ from, until, hoursPerMonth: 1 + (nth % 20), communities, ownAssessment: null },
    ...{ payments, freeBecause: null },
  };
  const words = { zh: '通过', en: 'carried' };
  const counts = { yes: 4, no: 1, abstain: 0 };
  const vote: Voted = {
    sitting: { heldOn: from, present: 5, ...counts, minutesHash: 'h' },
    tally: { roll: 5, due: 5, present: 5, ...counts, spoiled: 0 },
    quorum: { met: true, needed: 3, counted: 5, base: 5, arithmetic: words, article: 'x' },
    verdict: {
      ...{ carried: true, base: 5, needed: 3, yes: 4, comparison: '>', fraction: { num: 1, den: 2 } },
      ...{ baseKind: 'present', arithmetic: words, article: 'x' },
    },
    ...{ recused: [], judged: [] },
  };
  return [
    { type: 'AdmissionRequestDrafted', data: { application, judged: [] } },
    {
      type: 'AdmissionRequestFiled',
      data: {
        ...{ filedOn: from, decideBy: from, provisional: false, catalogVersion: null, hearingsNeeded: 3 },
        ...{ workingDaysAhead: 30, article: 'x', judged: [] },
      },
    },
    { type: 'AdmissionRequestAccepted', data: { judged: [] } },
    ...communities.slice(0, 3).map((community): AdmissionRequestEvent => ({
      type: 'OpinionGiven',
      data: { community, opinion: 'for', text: '有需要', seat: 's' },
    })),
    { type: 'AdmissionRequestReviewed', data: { opinion: '可以', heard: 3, hearingsNeeded: 3 } },
    {
      type: 'AdmissionGranted',
      data: { ...vote, conditions: ['先付款'], lateDays: 0, ownAssessmentBlocked: false },
    },
    { type: 'AgreementSigned', data: { signedOn: from, documentHash: 'h', payments, article: 'x' } },
    { type: 'AdmissionPublished', data: { publishedOn: from, documentHash: 'h', from, until } },
    ...communities
      .filter((_, n) => (n + nth) % 4 > 0)
      .map((community): AdmissionRequestEvent => ({
        type: 'PaymentRecorded',
        data: {
          ...{ community, paidOn: addDays(day, -90), amountFen: 150_000, voucherHash: 'h' },
          ...{ paidFen: 150_000, agreedFen: 300_000 },
        },
      })),
  ];
}

/** Writes the year, one stream a request, as the engine would; says how many events it was. */
export async function fillWithAdmissions(client: Client, district: District, day: string): Promise<number> {
  const requests = yearOf.departments * yearOf.perDepartment;
  let written = 0;
  await callers(16, { times: requests }, async (_, nth) => {
    const at = `${day}T04:00:00.000Z`;
    const metadata = () => {
      const id = randomUUID();
      return { $correlationId: id, $causationId: id, commandId: id, by: { person: 'bench' }, at, schema: 1 };
    };
    const events = eventsOf(district, nth, day).map(({ type, data }) =>
      jsonEvent({ id: randomUUID(), type, data: data as unknown as JSONType, metadata: metadata() as never }),
    );
    written += events.length;
    const stream = `admissionRequest-${uuidV5(`bench/request/${nth}`)}`;
    await client.appendToStream(stream, events, { expectedRevision: NO_STREAM });
  });
  return written;
}
