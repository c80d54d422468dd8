import { invalid } from '#kernel';
import type { Cited, ShareRule } from '#procedure';
import type { DistrictRules, RefuseScope } from '../events.js';

const assumed = '默认参数(R§10)';

/** The parameters of an admission where a district has set none, each with where it is printed (R§10). */
const defaults = {
  lead: { value: 30, source: '北京西城 2018[S2]' },
  decide: { value: 15, source: '北京西城 2018[S2]' },
  // no source prints a grace, a number of hearings or a threshold of reviews
  grace: { value: 30, source: assumed },
  hearings: { value: 3, source: assumed },
  urgentWithin: null,
  loadCap: null,
  overCap: 'warn',
  meetingsPerYear: null,
  refuseScope: 'notApproved',
} as const;

type Numbered = 'lead' | 'decide' | 'grace' | 'hearings' | 'urgentWithin' | 'loadCap' | 'meetingsPerYear';
type Optional = 'urgentWithin' | 'loadCap' | 'meetingsPerYear';

/** What holds for a request or a refusal: the district's parameters, and the defaults for the others. */
export type AdmissionRules = Readonly<
  { [K in Numbered]: K extends Optional ? Cited<number> | null : Cited<number> } & {
    overCap: 'warn' | 'askReason';
    refuseScope: RefuseScope;
    review: ShareRule;
  }
>;

/** At least 60 % of a year's ratings are content, else the authority decides on its exit (R§4.4, borrowed from the hearing rule [T14]). */
const defaultReview: ShareRule = {
  ...{
    fraction: { num: 3, den: 5 },
    strict: false,
    base: 'present',
    source: `借用听证 60% 规则[T14];${assumed}`,
  },
};

/** The parameters under what a district has set. */
export function rulesOf({ reviewPercent, ...set }: DistrictRules = {}): AdmissionRules {
  const review = reviewPercent && {
    ...defaultReview,
    fraction: { num: reviewPercent.value, den: 100 },
    source: reviewPercent.source,
  };
  return { ...defaults, ...set, review: review ?? defaultReview };
}

/** Least and most of what a district may set: no rule of R§ bounds them, a slip of the pen does. */
const bounds: Readonly<Record<Numbered | 'reviewPercent', readonly [number, number]>> = {
  ...{ lead: [0, 250], decide: [1, 90], grace: [0, 365], hearings: [1, 200], reviewPercent: [1, 100] },
  ...{ urgentWithin: [1, 30], loadCap: [1, 100_000], meetingsPerYear: [1, 366] },
};

/** Refuses parameters out of bounds, or that name no source. */
export function mustBeRules(rules: DistrictRules): void {
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const one = rules[name as keyof typeof bounds];
    if (one === undefined) continue;
    const { value, source } = one;
    const fits = Number.isSafeInteger(value) && least <= value && value <= most;
    if (fits && source.trim() !== '' && source.length <= 200) continue;
    invalid(
      'catalog.ruleUnfit',
      `参数“${name}”须为 ${least} 至 ${most} 的整数并写明出处。`,
      `"${name}" is a whole number of ${least} to ${most}, with its source.`,
      { details: { rule: name, value, least, most } },
    );
  }
}

/** Over half of the authority's members make a sitting; over half of those present let a task in. No source prints it. */
export const authorityQuorum: ShareRule = {
  ...{ fraction: { num: 1, den: 2 }, strict: true, base: 'roll', source: assumed },
};
export const authorityMajority: ShareRule = {
  ...{ fraction: { num: 1, den: 2 }, strict: true, base: 'present', source: assumed },
};

/** Money follows the task (费随事转), and what is entrusted conforms to the law. */
export const moneyArticle = '居委会组织法(2025) §43';

/** What holds for a committee's seal, each with where it is printed (R§5.1). */
export const sealRules = {
  /** Who approves does not keep it, and who applied does neither. */
  apart: { value: true, source: '四川省村委会组织法实施办法 §11;重庆市实施村委会组织法办法 §21' },
  /** Stamped only after posting and vote; never on blank paper; not by temporary staff; the keeper may refuse. */
  afterVote: { value: true, source: '社区印章管理制度(范本)[T5];R§10 seal.after_vote' },
  /** What the register says of each use. */
  register: { value: true, source: '社区印章管理制度(范本)[T5]' },
  /** What it is used for. */
  uses: { value: true, source: '社区印章管理制度(范本)[T19]' },
  /** Days within which a new committee takes it over. */
  handOver: { value: 10, source: '居委会组织法(2025) §25' },
  /** Days for which a loss is announced before a new one is cut. */
  lost: { value: 30, source: '社区印章管理制度(范本)[T19]' },
} as const satisfies Readonly<Record<string, Cited<number | boolean>>>;
