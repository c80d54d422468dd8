import { practice, practiceBodies, practiceMeeting } from './practice.js';

/** Many ideas, some candidates, a vote that fixes the projects: D8 爱山街道 2018, D9 墩上街道 2021 (R§8.1). */
export const practiceFunnel = {
  ...practice,
  id: 'practice-funnel',
  title: { zh: '民生实事项目票决(实践)', en: 'projects chosen from candidates (practice)' },
  bodies: { ...practiceBodies, delegates: { zh: '票决代表', en: 'delegates' } },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '差额票决', en: 'the delegates choose' },
      body: 'delegates',
      seatBodies: ['delegates'],
      quorum: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'roll',
        source: '报道未载明(D8 33 人、D9 66 人),假定过半数',
      },
      majority: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'present',
        source: '报道未载明(D8 D9),假定到会过半数',
      },
    },
  ],
};
