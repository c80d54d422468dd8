import { practice, practiceBodies, practiceMeeting } from './practice.js';

/** Representatives who choose projects, before the law of 2026: D5 民生居委会 2024, D6 宋城街道 2025 (R§8.1). */
export const practiceRepresentatives = {
  ...practice,
  id: 'practice-representatives',
  title: { zh: '居民代表票决(实践,2025 年底前)', en: 'representatives choose projects (practice, to 2025)' },
  effectiveUntil: '2025-12-31',
  bodies: { ...practiceBodies, representatives: { zh: '居民代表', en: 'residents’ representatives' } },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '代表票决', en: 'the representatives choose' },
      body: 'representatives',
      seatBodies: ['representatives'],
      quorum: {
        fraction: { num: 2, den: 3 },
        strict: true,
        base: 'roll',
        source: '宋城街道 2025 [O13](D6):到会超过三分之二;D5 未载明',
      },
      majority: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'present',
        source: '报道未载明(D5 D6),假定到会过半数',
      },
    },
  ],
};
