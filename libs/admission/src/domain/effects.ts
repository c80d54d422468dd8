import type { TaskClass } from '../events.js';

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
export const effects: Readonly<Record<TaskClass, Effect>> = {
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

/** What holds for a matter that no list knows (rule set: `admission.refuseScope` = not approved). */
export const outsideTheList: Effect = {
  ...{ mayRefuse: true, needs: 'admission', article: law },
  text: {
    zh: '清单之外:须先经准入;没有有效准入的,可以拒绝。',
    en: 'On no list: it needs an admission first; without one in force it may be refused.',
  },
};
