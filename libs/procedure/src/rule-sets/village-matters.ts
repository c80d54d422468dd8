const seed = '政协田家庵区提案(2018) 建议14';

/** Matters for the villagers' meeting (村民委员会组织法 2025 §27, §28, §31), and those of the proposal of 2018 (R§3.11). */
export const villageMatters = [
  {
    key: 'villageBuilding',
    title: { zh: '村庄规划、建设等重要事项', en: 'village planning and building' },
    aid: false,
    money: true,
    source: '村民委员会组织法(2025) §28(一)',
  },
  {
    key: 'workLossAllowance',
    title: { zh: '误工补贴的人员和标准', en: 'persons and standard of paid work-loss allowance' },
    aid: false,
    money: false,
    source: '村民委员会组织法(2025) §28(二)',
  },
  {
    key: 'collectiveIncome',
    title: { zh: '从村集体经济所得资金和物资的使用', en: 'use of what comes from the collective economy' },
    aid: false,
    money: true,
    source: '村民委员会组织法(2025) §28(三)',
  },
  {
    key: 'publicWelfare',
    title: {
      zh: '公益事业的兴办和筹资筹劳方案及建设承包方案',
      en: 'public-welfare works, raising money and labour for them, and their contracts',
    },
    aid: false,
    money: true,
    source: '村民委员会组织法(2025) §28(四)',
  },
  {
    key: 'keyAssistance',
    title: { zh: '重点帮扶人员、帮扶方案', en: 'persons and plans of key assistance' },
    aid: true,
    money: false,
    source: '村民委员会组织法(2025) §28(五);不公示个人隐私 R§1.12',
  },
  { key: 'finance', title: { zh: '财务收支', en: 'accounts' }, aid: false, money: true, source: seed },
  {
    key: 'allowance',
    title: { zh: '低保人员申报', en: 'low-income allowance: opinion on applicants' },
    aid: true,
    money: false,
    source: `${seed}; 社会救助暂行办法 §11`,
  },
  {
    key: 'charter',
    title: { zh: '村民自治章程、村规民约', en: 'charter and village rules' },
    aid: false,
    money: false,
    source: '村民委员会组织法(2025) §31',
  },
  {
    key: 'annualReport',
    title: { zh: '村民委员会年度工作报告', en: 'annual report of the villagers’ committee' },
    aid: false,
    money: false,
    source: '村民委员会组织法(2025) §27',
  },
  {
    key: 'other',
    title: { zh: '涉及村民利益的其他事项', en: 'other matters that concern the villagers' },
    aid: false,
    money: false,
    source: '村民委员会组织法(2025) §28(六)',
  },
];
