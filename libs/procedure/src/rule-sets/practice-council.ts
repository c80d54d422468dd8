import { practice, practiceBodies, practiceMeeting, practicePosting } from './practice.js';

/** A residents' council (居民议事会) by show of hands: D1 莲塘社区, D2 民新社区, D7 清荣社区 (R§8.1). */
export const practiceCouncil = {
  ...practice,
  id: 'practice-council',
  title: { zh: '居民议事会(实践)', en: 'residents’ council (practice)' },
  bodies: { ...practiceBodies, council: { zh: '居民议事会', en: 'residents’ council' } },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '议事会表决', en: 'the council votes' },
      body: 'council',
      seatBodies: ['council'],
      quorum: { fraction: { num: 2, den: 3 }, strict: false, base: 'roll', source: '莲塘社区 2016 [S8](D1)' },
      majority: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'present',
        source: '报道未载明(D1 D2 D7),假定到会过半数',
      },
    },
    { ...practicePosting, minDays: { value: 5, source: '莲塘社区 2016 [S8](D1)' } },
  ],
};
