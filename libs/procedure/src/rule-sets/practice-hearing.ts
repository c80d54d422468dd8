import { practice, practiceBodies, practiceMeeting } from './practice.js';

/** A hearing whose representatives must be there in their own right: D3 东阳澄湖村 2017 (R§8.1). */
export const practiceHearing = {
  ...practice,
  id: 'practice-hearing',
  title: { zh: '听证会(实践)', en: 'hearing (practice)' },
  bodies: {
    ...practiceBodies,
    hearing: { zh: '听证会', en: 'hearing' },
    hearingFixed: { zh: '固定听证代表', en: 'fixed representatives' },
    hearingTemporary: { zh: '临时听证代表', en: 'temporary representatives' },
    hearingOthers: { zh: '其他参加人员', en: 'other participants' },
  },
  steps: [
    {
      ...practiceMeeting,
      title: { zh: '听证表决', en: 'the hearing votes' },
      body: 'hearing',
      seatBodies: ['hearingFixed', 'hearingTemporary', 'hearingOthers'],
      quorum: {
        fraction: { num: 2, den: 3 },
        strict: false,
        base: 'roll',
        source: '东阳澄湖村 2017 [O12](D3):应到 34 实到 27',
      },
      alsoQuorum: [
        {
          seatBody: 'hearingFixed',
          seatBodies: ['hearingFixed', 'hearingTemporary'],
          rule: {
            fraction: { num: 2, den: 3 },
            strict: false,
            base: 'roll',
            source: '东阳澄湖村 2017 [O12](D3):代表 26 到 19',
          },
        },
      ],
      majority: {
        fraction: { num: 1, den: 2 },
        strict: true,
        base: 'present',
        source: '报道未载明(D3),假定到会过半数',
      },
    },
  ],
};
