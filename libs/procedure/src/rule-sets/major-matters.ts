const seed = '政协田家庵区提案(2018) 建议14';
const template = '社区四议两公开工作制度(范本) [T1][T18]';

/** Matters that must go through the procedure (R§3.11). */
export const majorMatters = [
  { key: 'finance', title: { zh: '财务收支', en: 'accounts' }, aid: false, money: true, source: seed },
  {
    key: 'allowance',
    title: { zh: '低保人员申报', en: 'low-income allowance: opinion on applicants' },
    aid: true,
    money: false,
    source: `${seed}; 社会救助暂行办法 §11`,
  },
  {
    key: 'housing',
    title: { zh: '廉租房(公租房)租用对象初审', en: 'public rental housing: first look at applicants' },
    aid: true,
    money: false,
    source: `${seed}; 社会救助暂行办法 §40`,
  },
  {
    key: 'publicWelfare',
    title: { zh: '公益事业项目', en: 'public-welfare project' },
    aid: false,
    money: true,
    source: seed,
  },
  {
    key: 'welfareFunds',
    title: { zh: '公益事业资金筹集和管理', en: 'raising and managing public-welfare funds' },
    aid: false,
    money: true,
    source: template,
  },
  {
    key: 'serviceFund',
    title: { zh: '服务群众专项经费项目', en: 'project of the service fund' },
    aid: false,
    money: true,
    source: '昆山为民服务专项经费 [S12][S13]',
  },
  {
    key: 'assets',
    title: { zh: '集体资产购置、处置和借贷', en: 'buying, disposing of and borrowing on assets' },
    aid: false,
    money: true,
    source: template,
  },
  {
    key: 'contracts',
    title: { zh: '集体项目和公共建设承包、租赁', en: 'contracts and leases for collective and public works' },
    aid: false,
    money: true,
    source: template,
  },
  {
    key: 'relief',
    title: { zh: '救济款物分配', en: 'distribution of relief money and goods' },
    aid: false,
    money: false,
    source: template,
  },
  {
    key: 'plans',
    title: { zh: '长远规划和年度工作计划', en: 'long-term plan and annual work plan' },
    aid: false,
    money: false,
    source: template,
  },
  {
    key: 'charter',
    title: { zh: '自治章程、居民公约', en: 'charter and residents’ pledge' },
    aid: false,
    money: false,
    source: '居委会组织法(2025) §30',
  },
  {
    key: 'annualReport',
    title: { zh: '居委会年度工作报告', en: 'annual report of the residents’ committee' },
    aid: false,
    money: false,
    source: '居委会组织法(2025) §30',
  },
  {
    key: 'other',
    title: { zh: '涉及全体居民利益的其他重要事项', en: 'other important matters for all residents' },
    aid: false,
    money: false,
    source: '居委会组织法(2025) §30',
  },
];
