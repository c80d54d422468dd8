const law = '村委会组织法(2025)';
const assumed = '村法条文未见,取城市默认 R§10';

const twoThirds = { fraction: { num: 2, den: 3 }, strict: false, base: 'roll' } as const;
const overHalf = { fraction: { num: 1, den: 2 }, strict: true, base: 'present' } as const;
const posting = {
  minDays: { value: 15, source: '海南省实施村委会组织法办法 §25' },
  replyDays: { value: 3, source: '重庆市实施村委会组织法办法 §31' },
  escalationDays: { value: 10, source: '重庆市实施村委会组织法办法 §31' },
  aidMinDays: { value: 15, source: '海南省实施村委会组织法办法 §25' },
};

/** Matters of a village that its assembly or its representatives decide (R§3.11). */
const matters = [
  {
    ...{ key: 'buildingPlans', title: { zh: '村庄建设规划', en: 'building plans of the village' } },
    ...{ aid: false, money: false, source: `${law} §28` },
  },
  {
    ...{
      key: 'workAllowance',
      title: { zh: '误工补贴的人员和标准', en: 'who is paid for lost work, and how much' },
    },
    ...{ aid: false, money: true, source: `${law} §28` },
  },
  {
    ...{ key: 'collectiveIncome', title: { zh: '集体收益的使用', en: 'use of collective income' } },
    ...{ aid: false, money: true, source: `${law} §28` },
  },
  {
    ...{
      key: 'publicWelfare',
      title: { zh: '公益事业和筹资', en: 'public-welfare projects and fund raising' },
    },
    ...{ aid: false, money: true, source: `${law} §28` },
  },
  {
    ...{
      key: 'keyAssistance',
      title: { zh: '重点帮扶的人员和方案', en: 'who is given key assistance, and how' },
    },
    ...{ aid: true, money: false, source: `${law} §28` },
  },
];

/** 四议两公开 in a village, as far as the texts read give it (R§10); what they do not give is taken over from cities and says so. */
export const village2025 = {
  id: 'village-2025',
  title: {
    zh: '村四议两公开(2025 年修订的村委会组织法)',
    en: 'four deliberations and two disclosures, villages, law as amended in 2025',
  },
  statutory: true,
  place: 'village',
  extends: 'city-2026',
  effectiveFrom: '2025-10-28',
  ladder: [
    '村委会组织法(2025-10-28 修正;§50 自公布之日起施行,修正决定的施行日未见)',
    '支部工作条例(试行)',
    '各省实施村委会组织法办法',
    '四议两公开(“4+2”工作法)[S6]',
    '本规则集默认值 R§10',
  ],
  bodies: {
    committee: { zh: '村民委员会', en: 'villagers’ committee' },
    representatives: { zh: '村民代表会议', en: 'villagers’ representatives’ meeting' },
    supervision: { zh: '村务监督委员会', en: 'village supervision committee' },
    residents: { zh: '村民会议(户代表)', en: 'villagers’ meeting, by delegates of households' },
  },
  steps: [
    { key: 'proposal', title: { zh: '村党组织提议', en: 'the party organization proposes' } },
    {
      key: 'consultation',
      majority: { fraction: { num: 1, den: 2 }, strict: true, base: 'roll', source: assumed },
    },
    {
      key: 'resolution',
      title: { zh: '村民代表会议决议', en: 'the villagers’ representatives resolve' },
      quorum: { ...twoThirds, source: '村委会组织法(2018) §26' },
      majority: { ...overHalf, source: '村委会组织法(2018) §26' },
      notice: {
        ...{ days: 3, counting: 'calendar', waivable: false },
        source: '北京市实施村委会组织法若干规定 §21;浙江 §23;海南 §14',
      },
      needsAuthorization: true,
    },
    { key: 'resolutionPosting', ...posting },
    { key: 'resultPosting', ...posting },
  ],
  residentsMeeting: {
    title: { zh: '村民会议决议', en: 'the villagers’ meeting resolves' },
    quorum: { ...twoThirds, source: `${law} §26:三分之二以上的户的代表` },
    majority: { ...overHalf, source: assumed },
    notice: { days: 10, counting: 'calendar', waivable: true, source: assumed },
  },
  categories: matters,
  notices: {
    stepDecided: { value: 1, source: 'R§10 之外的设计默认:一日内告知' },
    resolutionPosted: { value: 0, source: '重庆市实施村委会组织法办法 §30:及时公布' },
    resultPosted: { value: 0, source: '重庆市实施村委会组织法办法 §30:及时公布' },
    objectionFiled: { value: 3, source: '重庆市实施村委会组织法办法 §31' },
  },
};
