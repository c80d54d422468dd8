import { practice, practiceBodies, practiceMeeting } from './practice.js';

/** One vote per household, counted, not listed: D4 科学村社区 2014; options: D14 长椿里社区 2018 (R§8.1). */
export const practiceHouseholdVote = {
  ...practice,
  id: 'practice-household-vote',
  title: { zh: '户代表表决(实践)', en: 'vote by households (practice)' },
  bodies: { ...practiceBodies, households: { zh: '户代表', en: 'households' } },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '逐户表决', en: 'the households vote' },
      body: 'households',
      seatBodies: ['households'],
      rollByNumber: true,
      quorum: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'roll',
        source: '报道未载明(D4 全部 1062 户投票),假定同 居委会组织法(1989) §9 过半数',
      },
      majority: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'present',
        source: '报道未载明(D4 D14),假定同 居委会组织法(1989) §9;弃权计入基数',
      },
    },
  ],
};
