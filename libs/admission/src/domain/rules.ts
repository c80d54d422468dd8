import type { Cited, ShareRule } from '#procedure';

const assumed = '默认参数(R§10)';

/** The parameters of an admission, each with where it is printed (R§10). */
export const admissionRules = {
  /** Working days between filing and start. */
  lead: { value: 30, source: '北京西城 2018[S2]' },
  /** Working days to decide. */
  decide: { value: 15, source: '北京西城 2018[S2]' },
  /** Days after its due date on which a payment is late; no source prints it. */
  grace: { value: 30, source: assumed },
  /** How many of the target communities answer, at least; all of them where they are fewer. */
  hearings: { value: 3, source: assumed },
} as const satisfies Readonly<Record<string, Cited<number>>>;

/** Over half of the authority's members make a sitting; over half of those present let a task in. No source prints it. */
export const authorityQuorum: ShareRule = {
  ...{ fraction: { num: 1, den: 2 }, strict: true, base: 'roll', source: assumed },
};
export const authorityMajority: ShareRule = {
  ...{ fraction: { num: 1, den: 2 }, strict: true, base: 'present', source: assumed },
};

/** At least 60 % of a year's ratings are content, else the authority decides on its exit (R§4.4, borrowed from the hearing rule [T14]). */
export const reviewThreshold: ShareRule = {
  ...{
    fraction: { num: 3, den: 5 },
    strict: false,
    base: 'present',
    source: `借用听证 60% 规则[T14];${assumed}`,
  },
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
