import { invalid } from '#kernel';

type Words = Readonly<{ zh: string; en: string }>;
type Option = Words & Readonly<{ value?: string; fits?: (text: string) => boolean }>;

const whole = (text: string, least: number, most: number): boolean =>
  /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** Every option of the command line; one without `value` is a switch. */
export const options = {
  data: {
    value: 'DIR',
    zh: '数据目录(缺省 SIYI_DATA,再次 .siyi)',
    en: 'data folder (else SIYI_DATA, else .siyi)',
  },
  port: { value: 'N', fits: (text) => whole(text, 0, 65_535), zh: '端口', en: 'port' },
  host: { value: 'H', zh: '监听地址(缺省 127.0.0.1)', en: 'address to listen on (127.0.0.1)' },
  'database-url': {
    value: 'URL',
    zh: '用此 PostgreSQL,不用内嵌的',
    en: 'this PostgreSQL instead of the embedded one',
  },
  json: { zh: '以 JSON 输出', en: 'answer as JSON' },
  once: { zh: '演完即止', en: 'stop after the playing' },
  only: { value: 'ID,…', zh: '只演这些案例(如 F1 或 F1,D4)', en: 'only these cases (F1, or F1,D4)' },
  to: {
    value: 'REVISION|TIME',
    zh: '到此序号、此日终(北京时间)或此时刻为止',
    en: 'up to this revision, the end of this day (Beijing time) or this instant',
  },
  from: {
    value: 'REVISION|TIME',
    zh: '只说此刻与 --to(缺省末尾)之间状态的差别',
    en: 'only what differs in the state between this point and --to (else the end)',
  },
  out: { value: 'FILE', zh: '写入文件(0600)', en: 'write to a file (0600)' },
  hours: {
    value: 'N',
    fits: (text) => whole(text, 1, 8_760),
    zh: '有效小时数(缺省 12)',
    en: 'valid for N hours (12)',
  },
  led: {
    zh: '并列出每个事件引出的通知、时限、答复',
    en: 'and what each event led to: notices, timers, replies',
  },
  all: {
    zh: 'checkpoint:先把整个日志重新计算并与所存比对;bundle:每件各一份',
    en: 'checkpoint: first hash the whole log anew and compare; bundle: one of every matter',
  },
  as: { value: 'RULE-SET', zh: '另按此规则集判一遍', en: 'judge under this rule set too' },
  log: { value: 'KEY', zh: '日志的公钥', en: 'the public key of the log' },
  witness: { value: 'KEY,…', zh: '见证人的公钥', en: 'the public keys of witnesses' },
  need: {
    value: 'N',
    fits: (text) => whole(text, 0, 100),
    zh: '至少几位见证(缺省全部)',
    en: 'how many of them must have cosigned (all)',
  },
  open: { zh: '写明姓名与封存内容', en: 'with names and what is sealed' },
  copies: { value: 'N', fits: (text) => whole(text, 1, 500), zh: '份数(缺省 1)', en: 'how many (1)' },
  preview: { value: 'HASH', zh: '执行这一预览', en: 'do what this preview showed' },
  by: { value: 'PERSON', zh: '登记员(人员编号)', en: 'the registrar (person id)' },
  community: { value: 'ID', zh: '社区编号', en: 'the community (id)' },
  help: { zh: '说明', en: 'help' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

const optionOf = (name: OptionName): Option => options[name];

/** What `parseArgs` needs to know of these options. */
export const parsing = (
  names: readonly OptionName[],
): Record<string, { type: 'string' | 'boolean'; short?: string }> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      {
        type: optionOf(name).value === undefined ? ('boolean' as const) : ('string' as const),
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  );

/** `[--port N]`, as a usage line shows it. */
export function shown(name: OptionName): string {
  const { value } = optionOf(name);
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

/** What an option is for. */
export const wordsOf = (name: OptionName): Words => optionOf(name);

/** Refuses a value that does not fit its option. */
export function mustFit(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    const { fits } = optionOf(name as OptionName);
    if (typeof value === 'string' && fits !== undefined && !fits(value))
      invalid('cli.badValue', `--${name} 的值不对:${value}。`, `--${name} cannot be ${value}.`);
  }
}
