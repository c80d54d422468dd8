import { practice, practiceBodies, practiceMeeting, practicePosting } from './practice.js';

const twoThirds = { fraction: { num: 2, den: 3 }, strict: false, base: 'roll' };

/** A review of aid applicants in secret, which gives an opinion and no grant: D10–D13, D15 (R§8.1, R§1.12). */
export const practiceAidReview = {
  ...practice,
  id: 'practice-aid-review',
  title: { zh: '低保、公租房民主评议(实践)', en: 'democratic review of aid applicants (practice)' },
  categories: practice.categories.filter(({ aid }) => aid),
  bodies: {
    ...practiceBodies,
    aidGroup: { zh: '民主评议小组', en: 'review group' },
    aidResidents: { zh: '评议小组中的居民代表', en: 'residents in the review group' },
  },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '民主评议', en: 'the group reviews' },
      body: 'aidGroup',
      seatBodies: ['aidGroup', 'aidResidents'],
      quorum: { ...twoThirds, source: '商洛评议办法 2014 [S10](D13)' },
      alsoQuorum: [
        {
          seatBody: 'aidResidents',
          seatBodies: ['aidResidents'],
          rule: { ...twoThirds, source: '商洛评议办法 2014 [S10](D13)' },
        },
      ],
      majority: {
        ...twoThirds,
        base: 'present',
        source: '商洛评议办法 2014 [S10](D13);乾佑 2015 [S34](D12)',
      },
      ballotForms: ['secretPaper'],
      recusal: 'outOfBase',
    },
    { ...practicePosting, minDays: { value: 7, source: '兴盛社区 2015 [S33](D11);运城 [S36](D15)' } },
  ],
};
