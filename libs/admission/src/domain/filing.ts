import { conflict, invalid, judgedOn } from '#kernel';
import { addWorkingDays, dayOf, isCivilDate, workingDaysBetween, type CivilDate } from '#procedure';
import type { AdmissionRequestEvent, Application, CatalogVersion } from '../events.js';
import { entryFor, inForceOn } from './catalog.js';
import { nationalCertificate } from './national-certificates.js';
import { mustBeOfTheDepartment, type Begun, type Given } from './request-facts.js';
import { moneyArticle, rulesOf, type AdmissionRules } from './rules.js';

const fieldWords = {
  title: '事项',
  basis: '法律政策依据',
  content: '工作内容',
  powers: '授权内容和权限',
  people: '人员、培训与条件',
} as const;

const lacks = (field: string, zh: string, en: string): never =>
  invalid(
    'admission.fieldMissing',
    `申请缺少“${zh}”:补齐后再提交。`,
    `The request lacks ${en}: complete it, then file it.`,
    {
      ...{ article: moneyArticle, details: { field } },
    },
  );

function mustBeComplete(application: Application): void {
  for (const [field, zh] of Object.entries(fieldWords))
    if (application[field as keyof typeof fieldWords].trim() === '') lacks(field, zh, `"${field}"`);
  if (application.communities.length === 0)
    lacks('communities', '目标社区', 'the communities that it concerns');
  if (application.hoursPerMonth < 1) lacks('hoursPerMonth', '每月工时', 'its person-hours a month');
  const { payments, freeBecause } = application;
  if (payments.length === 0 && (freeBecause ?? '').trim() === '')
    lacks(
      'payments',
      '经费及拨付日期,或不需经费的理由',
      'money with its dates, or the reason why it costs nothing',
    );
}

const notPayable = (zh: string, en: string, details: Record<string, unknown>): never =>
  invalid('admission.paymentUnfit', zh, en, { article: moneyArticle, details });

/** Money per community, in whole fen, due within the term, each date once; the sum stays a safe integer. */
export function mustBePayable({ payments, communities, from, until, freeBecause }: Application): void {
  if (payments.length > 0 && freeBecause !== null)
    notPayable('既列经费,又称不需经费。', 'It names money, and why it costs nothing.', {});
  const seen = new Set<string>();
  let sum = 0;
  for (const { community, dueOn, amountFen } of payments) {
    const details = { community, dueOn, amountFen };
    if (!communities.includes(community))
      notPayable(
        '经费列给了不在申请中的社区。',
        'Money is named for a community that it does not concern.',
        details,
      );
    if (!Number.isSafeInteger(amountFen) || amountFen <= 0)
      notPayable('金额须为正整数(分)。', 'An amount is a positive integer, in fen.', details);
    if (!isCivilDate(dueOn) || dueOn < from || dueOn > until)
      notPayable('拨付日期须在期限之内。', 'A payment is due within the term.', details);
    const key = `${community} ${dueOn}`;
    if (seen.has(key))
      notPayable('同一社区同日列了两次。', 'A community is named twice for one day.', details);
    seen.add(key);
    sum += amountFen;
  }
  if (!Number.isSafeInteger(sum))
    notPayable('经费总额过大。', 'The sum is too large to be counted.', { sum });
  const unpaid = communities.filter((one) => !payments.some(({ community }) => community === one));
  if (payments.length > 0 && unpaid.length > 0)
    notPayable('有社区未列经费。', 'Communities are left without money.', { communities: unpaid });
}

/** Who trains or meets says how often; a district may cap it. */
function mustNotMeetTooOften({ timesPerYear }: Application, cap: AdmissionRules['meetingsPerYear']): void {
  if (!timesPerYear) return lacks('timesPerYear', '每年次数', 'how often a year');
  if (cap === null || timesPerYear <= cap.value) return;
  invalid(
    'admission.tooOften',
    `每年 ${timesPerYear} 次,超过本区上限 ${cap.value} 次。`,
    `${timesPerYear} times a year; the district allows ${cap.value}.`,
    { article: cap.source, details: { timesPerYear, most: cap.value } },
  );
}

/** Guards of single kinds (R§4.3). */
function mustFitItsKind(application: Application, rules: AdmissionRules): void {
  const { kind, title, payments, people, platform } = application;
  if (kind === 'trainingOrMeeting') mustNotMeetTooOften(application, rules.meetingsPerYear);
  if (kind === 'informationSystem' && (platform ?? '').trim() === '')
    lacks('platform', '并入的统一平台', 'the platform that it is part of');
  if (kind === 'survey' && payments.length === 0) lacks('payments', '调查经费', 'the money of a survey');
  if (kind === 'bodyOrPlaque' && (payments.length === 0 || people.trim() === ''))
    invalid(
      'admission.bodyWithoutMoney',
      '设机构、挂牌须由部门配备人员和经费。',
      'A body or plaque comes with the department’s own staff and money.',
      { article: '哈尔滨 2006[S18];北京市街道办事处条例 §9' },
    );
  const national = kind === 'certificate' ? nationalCertificate(title) : undefined;
  if (national)
    invalid(
      'admission.certificateForbidden',
      `“${title}”在国家不应由居委会出具的证明清单第 ${national.number} 项(${national.title}),不能准入。`,
      `"${title}" is item ${national.number} of the national list of certificates that no residents' committee issues; it cannot be admitted.`,
      { article: national.article, details: { item: national.number } },
    );
}

/** What is on the list already needs no admission, or cannot have one. */
function mustNotBeListed({ title }: Application, version: CatalogVersion | undefined): void {
  const entry = entryFor(version, title);
  if (entry === undefined || entry.class === 'mayBeEntrusted') return;
  const details = { version: version?.version, entry: entry.id, class: entry.class };
  if (entry.class === 'notTheCommunitys')
    invalid(
      'admission.onTheNegativeList',
      `“${title}”在负面清单中(第 ${entry.id} 项),不应由社区承担。`,
      `"${title}" is on the negative list (${entry.id}): it is not the community's.`,
      { article: entry.basis, details },
    );
  conflict(
    'admission.notNeeded',
    `“${title}”已在清单中(第 ${entry.id} 项),无须准入。`,
    `"${title}" is on the list (${entry.id}) and needs no admission.`,
    { article: entry.basis, details },
  );
}

function mustBeginLateEnough(
  { from, urgentBecause }: Application,
  rules: AdmissionRules,
  today: CivilDate,
): number {
  const { value, source } = rules.lead;
  const ahead = workingDaysBetween(today, from);
  if (ahead >= value || urgentBecause) return ahead;
  return invalid(
    'admission.tooLate',
    `距开始(${from})只有 ${ahead} 个工作日,须提前 ${value} 个工作日申请。`,
    `It begins on ${from}, ${ahead} working days ahead; ${value} are needed.`,
    { article: source, details: { from, ahead, needed: value } },
  );
}

/** What every draft must be already, so that it can be read. */
export function mustBeReadable({ from, until, communities, payments }: Application): void {
  const days = [from, until, ...payments.map(({ dueOn }) => dueOn)];
  if (!days.every(isCivilDate) || from > until)
    invalid(
      'admission.termUnfit',
      '起止日期或拨付日期不合。',
      'The term has no day, or a payment is due on none.',
      { details: { from, until } },
    );
  if (new Set(communities).size < communities.length)
    invalid('admission.communityTwice', '社区重复。', 'A community is named twice.');
}

/** One task of a department runs once in a community at a time. */
function mustNotOverlap({ facts }: Given<'FileAdmissionRequest'>): void {
  const [first] = facts.overlaps?.state ?? [];
  if (first === undefined) return;
  conflict(
    'admission.overlaps',
    `同一部门的同一事项在其中的社区已有申请或准入(${first.from} 至 ${first.until}),期限重叠:请续期或改期。`,
    `The same task of this department runs or is asked for there from ${first.from} to ${first.until}: prolong that one, or choose another term.`,
    { article: '民发〔2015〕136号', details: { overlaps: facts.overlaps?.state } },
  );
}

/** An urgent matter may begin at once where the district allows it; it counts from its first filing. */
function confirmedBy(
  { application: { urgentBecause }, confirmBy }: Begun,
  { urgentWithin }: AdmissionRules,
  filedOn: CivilDate,
): CivilDate | null {
  if (!urgentBecause) return null;
  if (urgentWithin === null)
    return invalid(
      'admission.noUrgency',
      '本区未规定紧急事项可以先行:按期限提前申请。',
      'This district lets nothing begin at once: file it in time.',
      { article: '安徽黄山 2015[S17];R§10 admission.urgent_confirm_days' },
    );
  return confirmBy ?? addWorkingDays(filedOn, urgentWithin.value).date;
}

/** A department files its request: complete, payable, in time, and for something that needs an admission. */
export function file(command: Given<'FileAdmissionRequest'>, state: Begun): readonly AdmissionRequestEvent[] {
  const { application } = state;
  mustBeOfTheDepartment(command);
  mustBeComplete(application);
  mustBePayable(application);
  const filedOn = dayOf(command.at);
  const { catalog, department } = command.facts;
  const version = catalog && inForceOn(catalog.state, filedOn);
  const rules = rulesOf(version?.rules);
  mustFitItsKind(application, rules);
  mustNotBeListed(application, version);
  mustNotOverlap(command);
  const workingDaysAhead = mustBeginLateEnough(application, rules, filedOn);
  const confirmBy = confirmedBy(state, rules, filedOn);
  const { date: decideBy, provisional } = addWorkingDays(filedOn, rules.decide.value);
  return [
    {
      type: 'AdmissionRequestFiled',
      data: {
        ...{ filedOn, decideBy, provisional, catalogVersion: version?.version ?? null, workingDaysAhead },
        hearingsNeeded: Math.min(rules.hearings.value, application.communities.length),
        article: rules.lead.source,
        rules: version?.rules ?? {},
        confirmBy,
        authority: version?.authority ?? null,
        judged: judgedOn(department, catalog),
      },
    },
  ];
}
