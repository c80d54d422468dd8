import type { RefuseScope, TaskClass } from '../events.js';

/** What a community answers when something is asked of it. */
export type Effect = Readonly<{
  /** It may refuse, at once and without giving other reasons. */
  mayRefuse: boolean;
  /** What must be there before it does the work. */
  needs: 'nothing' | 'moneyAndConditions' | 'admission';
  text: Readonly<{ zh: string; en: string }>;
  /** `null` where the entry’s own basis says so. */
  article: string | null;
}>;

const law = '居委会组织法(2025) §43';

/** The effect of each class of the list (R§4.5). */
const effects: Readonly<Record<TaskClass, Effect>> = {
  mustBear: {
    ...{ mayRefuse: false, needs: 'nothing', article: null },
    text: { zh: '依法应由社区承担,无须准入。', en: 'The community’s own duty; no admission is needed.' },
  },
  shouldAssist: {
    ...{ mayRefuse: false, needs: 'moneyAndConditions', article: law },
    text: {
      zh: '依法协助,不得拒绝;所需经费和条件由交办方提供,未提供的可以要求提供。',
      en: 'To be assisted with, not refused; who asks provides money and conditions, and these may be claimed.',
    },
  },
  mayBeEntrusted: {
    ...{ mayRefuse: true, needs: 'admission', article: law },
    text: {
      zh: '可以委托:须先经准入并签订协议,费用由委托部门承担;未经准入的可以拒绝。',
      en: 'May be entrusted: after an admission and an agreement, at the department’s cost; without, it may be refused.',
    },
  },
  notTheCommunitys: {
    ...{ mayRefuse: true, needs: 'nothing', article: law },
    text: {
      zh: '不应由社区承担(负面清单),可以当即拒绝。',
      en: 'Not the community’s (negative list); refuse it at once.',
    },
  },
};

const needsAdmission = {
  ...{ mayRefuse: false, needs: 'admission', article: law },
  text: {
    zh: '须先经准入;本区规定社区不得自行拒绝,可请准入管理机构处理。',
    en: 'It needs an admission first; by the district’s rules the community may not refuse it by itself, but asks the authority.',
  },
} as const satisfies Effect;

/** The effect of a class where a district lets communities refuse so much (R§10 admission.refuse_scope). */
export const effectIn = (scope: RefuseScope, of: TaskClass): Effect =>
  of === 'mayBeEntrusted' && scope !== 'notApproved' ? needsAdmission : effects[of];

/** What holds for a matter that no list knows. */
export const outsideTheList = (scope: RefuseScope): Effect =>
  scope === 'negativeListOnly'
    ? needsAdmission
    : {
        ...{ mayRefuse: true, needs: 'admission', article: law },
        text: {
          zh: '清单之外:须先经准入;没有有效准入的,可以拒绝。',
          en: 'On no list: it needs an admission first; without one in force it may be refused.',
        },
      };
