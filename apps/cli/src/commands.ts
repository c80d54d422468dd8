import type { Folder } from './folder.js';
import type { OptionName } from './options.js';

/** What the command line gave. */
export type Given = Readonly<{ args: readonly string[] }> &
  Readonly<Partial<Record<Exclude<OptionName, 'json' | 'once' | 'all' | 'open' | 'help'>, string>>> &
  Readonly<{ json?: boolean; once?: boolean; all?: boolean; open?: boolean }>;

type Described = Readonly<{
  /** The words after the name: `<needed>`, `[optional]`. */
  takes: readonly string[];
  options: readonly OptionName[];
  zh: string;
  en: string;
}>;

/** `served`: made when it is not there; `asked`: must be there, for a stack runs on it; `named`: the path alone. */
export type FolderUse = 'served' | 'asked' | 'named';

/** A command; its code is loaded when it is called: a small one does not wait for, or carry, the whole application. */
export type Command = Described &
  Readonly<
    | { folder: FolderUse; run: (given: Given, folder: Folder) => Promise<number> }
    | { folder: 'own'; run: (given: Given) => Promise<number> }
  >;

/** Every command by name; each answers with its exit code. */
export const commands: Readonly<Record<string, Command>> = {
  up: {
    takes: [],
    options: ['data', 'port', 'host', 'database-url'],
    zh: '在长期保存的数据目录上运行整套服务,Ctrl-C 停止',
    en: 'run the whole stack on a lasting data folder, until Ctrl-C',
    folder: 'served',
    run: async (given, folder) => (await import('./up.js')).up(given, folder),
  },
  demo: {
    takes: [],
    options: ['once', 'json', 'only', 'port'],
    zh: '用临时目录演示全部案例,之后继续服务;--once 演完即止',
    en: 'play the sample cases on a stack of its own, then go on serving; --once stops',
    folder: 'own',
    run: async (given) => (await import('./demo.js')).demo(given),
  },
  init: {
    takes: ['[district]', '[street]', '[name]'],
    options: ['data'],
    zh: '建立第一个区、街道及登记员(证件号码从标准输入读),输出 JSON',
    en: 'the first district, street and registrar (document number on standard input); prints JSON',
    folder: 'asked',
    run: async (given, folder) => (await import('./init.js')).init(given, folder),
  },
  token: {
    takes: ['<person>'],
    options: ['data', 'hours', 'json'],
    zh: '签发证明本人身份的令牌(签发记入日志)',
    en: 'a token that proves a person; the minting is an event',
    folder: 'asked',
    run: async (given, folder) => (await import('./people-commands.js')).tokenCommand(given, folder),
  },
  enrol: {
    takes: ['<person>'],
    options: ['data', 'json'],
    zh: '发给本人一张一次性注册码,凭码在登录页设密码(发码记入日志)',
    en: 'a one-time code by which a person chooses a password on the sign-in page; the handing out is an event',
    folder: 'asked',
    run: async (given, folder) => (await import('./people-commands.js')).enrolCommand(given, folder),
  },
  import: {
    takes: ['<file.csv|sample>'],
    options: ['data', 'community', 'by', 'preview', 'json'],
    zh: '从 CSV 导入名册:先逐行预览,再以 --preview 执行;sample 为示例区',
    en: 'rolls from CSV: first a preview row by row, then again with --preview; `sample` is the sample district',
    folder: 'asked',
    run: async (given, folder) => (await import('./people-commands.js')).importCommand(given, folder),
  },
  replay: {
    takes: ['<stream>'],
    options: ['data', 'from', 'to', 'led', 'json'],
    zh: '逐事件重放一条流:何人、何时、依据、算式、状态变化;--from 比较两个时点',
    en: 'a stream event by event: who, when, which article, the arithmetic, what became of the state; --from compares two points',
    folder: 'asked',
    run: async (given, folder) => (await import('./history-commands.js')).replayCommand(given, folder),
  },
  state: {
    takes: ['<community>'],
    options: ['data', 'to', 'json'],
    zh: '一个社区在某日终或某时刻的全貌:名册、事项、会议、准入、拒绝、印章簿各至何处',
    en: 'a whole community as it stood at the end of a day or at an instant: roll, decisions, sittings, admissions, refusals, seal',
    folder: 'asked',
    run: async (given, folder) => (await import('./history-commands.js')).stateCommand(given, folder),
  },
  rebuild: {
    takes: ['<view>'],
    options: ['data'],
    zh: '从日志重建一个读模型,比对后切换,输出 JSON',
    en: 'build a read model anew beside the old one, compare, switch; prints JSON',
    folder: 'asked',
    run: async (given, folder) => (await import('./history-commands.js')).rebuildCommand(given, folder),
  },
  export: {
    takes: ['<decision>'],
    options: ['data', 'out'],
    zh: '导出一件事项及其会议的全部事件(JSON 行)',
    en: 'every event of a decision and its sittings, as JSON lines',
    folder: 'asked',
    run: async (given, folder) => (await import('./history-commands.js')).exportCommand(given, folder),
  },
  template: {
    takes: ['<kind>', '[version]'],
    options: ['json'],
    zh: '以样例数据预览一种通知的模板(主题与正文;--json 含 HTML)',
    en: 'a kind of notice with sample values: subject and text; with --json the HTML too',
    folder: 'own',
    run: async (given) => (await import('./template.js')).template(given),
  },
  checkpoint: {
    takes: [],
    options: ['data', 'all', 'json'],
    zh: '把校验树跟到日志末尾,签出检查点并请见证人会签;--all 先全部重算',
    en: 'the tree up to the end of the log, a signed checkpoint, cosigned by the witnesses; --all hashes everything anew first',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/commands.js')).checkpointCommand(given, folder),
  },
  audit: {
    takes: ['[scope]'],
    options: ['data', 'as', 'json'],
    zh: '按事件重新判定:表决、法定人数、授权、通知、公示、答复、支出;列出问题与整改通知草稿。范围 decision-、community-、street-、district-<编号> 或全部',
    en: 'judges again from the events: verdicts, quorum, authorization, notice, postings, replies, money; lists what deviates. Scope decision-, community-, street-, district-<id> or everything',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/judging.js')).auditCommand(given, folder),
  },
  why: {
    takes: ['<decision>', '[ballot]'],
    options: ['data', 'json'],
    zh: '一件事项的每次表决为何如此:名册、回避、法定人数、票、基数与比较,逐项附条文和事件;推不出的拒绝解释',
    en: 'why each ballot came out as it did: roll, recusals, quorum, votes, base and comparison, with articles and events; what cannot be derived is refused',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/judging.js')).whyCommand(given, folder),
  },
  statistics: {
    takes: ['[scope]'],
    options: ['data', 'out', 'json'],
    zh: '审计用数字:到会、争议、临界票、时长、答复、类别与金额;--out 写表决的 CSV',
    en: 'figures for auditors: attendance, contested and boundary votes, days, replies, categories and money; --out writes the ballots as CSV',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/judging.js')).statisticsCommand(given, folder),
  },
  bundle: {
    takes: ['[decision|admissionRequest-id]'],
    options: ['data', 'out', 'all'],
    zh: '一件事项或准入申请(admissionRequest-<编号>)的证据包:事件、证明、规则集、检查点,供离线核验;--all --out 目录 为每件各出一份',
    en: 'one file with everything of a decision or a request for admission (admissionRequest-<id>) and its proofs, to be verified without us; --all --out FOLDER makes one of each',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/commands.js')).bundleCommand(given, folder),
  },
  file: {
    takes: ['<decision|admissionRequest-id>'],
    options: ['data', 'out', 'open', 'json'],
    zh: '一事一档:编号目录、各表单(HTML,有 Chromium 时另有 PDF)、数据、证据包与保管期限,写入目录 --out;--open 写明姓名与封存内容,仅供纸质归档',
    en: 'the file of one matter in the folder --out: numbered index, its sheets (HTML, PDF too where Chromium is present), data, bundle, retention; --open names people and opens what is sealed, for paper alone',
    folder: 'asked',
    run: async (given, folder) => (await import('./printing/file-command.js')).fileCommand(given, folder),
  },
  print: {
    takes: ['<notice|posting|sign-in|ballot|minutes|door-knock>', '<id>', '[step]'],
    options: ['data', 'out', 'copies'],
    zh: '打印一张:通知、公示、签到表、表决票、会议记录、上门告知表;--out 为 .html 或 .pdf',
    en: 'one sheet to print: notice, posting, sign-in sheet, ballots, minutes, door-knock list; --out ends in .html or .pdf',
    folder: 'asked',
    run: async (given, folder) => (await import('./printing/print-command.js')).printCommand(given, folder),
  },
  queue: {
    takes: ['[pause|resume]'],
    options: ['data', 'json'],
    zh: '通知队列:各状态的任务数;pause 暂停发送(正在发送的发完为止),resume 恢复',
    en: 'the queue of notices: its jobs by state; pause holds back what waits (what is being sent is finished), resume lets it go on',
    folder: 'asked',
    run: async (given, folder) => (await import('./queue-command.js')).queueCommand(given, folder),
  },
  growth: {
    takes: ['<old-checkpoint>'],
    options: ['data', 'out'],
    zh: '向持有旧检查点的人证明日志只增未改',
    en: 'proof for whoever kept an older checkpoint that the log only grew since',
    folder: 'asked',
    run: async (given, folder) => (await import('./audit/commands.js')).growthCommand(given, folder),
  },
  follow: {
    takes: ['<kept-checkpoint>', '<url>'],
    options: ['log', 'witness', 'need', 'out', 'json'],
    zh: '审计人用:按日志公布的检查点和树块核对其只增未改,通过则更新所存检查点;--out 存下证明',
    en: 'for auditors: from the checkpoint and tiles that a log publishes, whether it only grew; then keeps the new checkpoint; --out keeps the proof',
    folder: 'own',
    run: async (given) => (await import('./audit/commands.js')).followCommand(given),
  },
  verify: {
    takes: ['<file>'],
    options: ['log', 'witness', 'need', 'json'],
    zh: '离线核验证据包或增长证明',
    en: 'check a bundle or a proof of growth, offline',
    folder: 'own',
    run: async (given) => (await import('./audit/commands.js')).verifyCommand(given),
  },
  witness: {
    takes: ['<name>', '<log-key>'],
    options: ['data', 'port', 'host'],
    zh: '见证人:日志只增未改才会签(状态在 --data,缺省 .siyi-witness)',
    en: 'a witness: cosigns a log as long as it only grows (its state in --data, else .siyi-witness)',
    folder: 'own',
    run: async (given) => (await import('./audit/commands.js')).witnessCommand(given),
  },
  store: {
    takes: ['[backup|check|stats]', '[to|file]'],
    options: ['data', 'port', 'host', 'json'],
    zh: '单独运行事件库;或在线备份到文件、全面检查、查看统计',
    en: 'the event store alone; or its online backup to a file, its full check, what is in it',
    folder: 'named',
    run: async (given, folder) => (await import('./store-command.js')).store(given, folder),
  },
  migrate: {
    takes: ['<from>', '<to>'],
    options: ['json'],
    zh: '把一个日志逐事件复制到另一事件库(esdb://… 或 @文件),比对后报告;中断后再运行即续',
    en: 'copy a log event by event into another event store (esdb://… or @file) and compare; run again, it goes on',
    folder: 'own',
    run: async (given) => (await import('./migrate.js')).migrate(given),
  },
  backup: {
    takes: ['<folder>', '<keys-file>'],
    options: ['data', 'json'],
    zh: '在线备份:日志(增量、逐事件比对)与附件到目录,密钥到另处的文件',
    en: 'back up while all runs: log (only what is new, compared) and attachments to a folder, keys to a file elsewhere',
    folder: 'asked',
    run: async (given, folder) => (await import('./backup.js')).backup(given, folder),
  },
  restore: {
    takes: ['<folder>', '<keys-file>'],
    options: ['data', 'json'],
    zh: '从备份恢复到空的日志库、密钥库与数据目录;中断后再运行即续',
    en: 'restore a backup into an empty log, key store and data folder; run again after a stop, it goes on',
    folder: 'named',
    run: async (given, folder) => (await import('./backup.js')).restore(given, folder),
  },
  app: {
    takes: [],
    options: ['data', 'port', 'host'],
    zh: '接口、投影、通知合为一个进程',
    en: 'API, projector and worker in one process',
    folder: 'served',
    run: async (given, folder) =>
      (await import('./roles.js')).app(given, folder, ['api', 'projector', 'worker']),
  },
  api: {
    takes: [],
    options: ['data', 'port', 'host'],
    zh: '单独运行接口',
    en: 'the API alone',
    folder: 'served',
    run: async (given, folder) => (await import('./roles.js')).app(given, folder, ['api']),
  },
  projector: {
    takes: [],
    options: ['data'],
    zh: '单独运行投影',
    en: 'the projector alone',
    folder: 'served',
    run: async (given, folder) => (await import('./roles.js')).app(given, folder, ['projector']),
  },
  worker: {
    takes: [],
    options: ['data'],
    zh: '单独运行通知',
    en: 'the worker alone',
    folder: 'served',
    run: async (given, folder) => (await import('./roles.js')).app(given, folder, ['worker']),
  },
};
