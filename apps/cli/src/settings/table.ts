/** A setting that the environment gives. */
export type Setting = Readonly<{
  name: string;
  zh: string;
  en: string;
  /** What holds without it. */
  without: string;
  /** May hold what must not be seen: never shown, and `<name>_FILE` may name a file that holds it. */
  secret?: true;
}>;

/** Every setting. docs/operate.md shows this table, and a test compares. */
export const settings = [
  {
    name: 'SIYI_MODE',
    zh: '`production` 时,各存储须逐一指明,不再退回数据目录',
    en: 'with `production` every store must be named; nothing falls back to the data folder',
    without: '`embedded`',
  },
  {
    name: 'SIYI_DATA',
    zh: '数据目录:附件、通知文件;内嵌运行时还有全部存储',
    en: 'the data folder: attachments, notice files, and with the embedded stack every store',
    without: '`.siyi`',
  },
  { name: 'HOST', zh: 'API 监听地址', en: 'where the API listens', without: '`127.0.0.1`' },
  { name: 'PORT', zh: 'API 端口', en: 'port of the API', without: 'a free one, noted in the data folder' },
  {
    name: 'EVENTSTORE_URL',
    zh: '日志库:`esdb://主机:端口`(可列多个)或 `esdb+discover://域名`',
    en: 'the event store: `esdb://host:port` (several with commas) or `esdb+discover://name`',
    without: 'the embedded node of the data folder',
    secret: true,
  },
  { name: 'EVENTSTORE_USER', zh: '日志库用户', en: 'its user', without: 'as the address says' },
  {
    name: 'EVENTSTORE_PASSWORD',
    zh: '日志库口令',
    en: 'its password',
    without: 'as the address says',
    secret: true,
  },
  {
    name: 'EVENTSTORE_CA_FILE',
    zh: '日志库 TLS 证书的 CA 文件(PEM)',
    en: "file (PEM) of the authority that signed the event store's certificates",
    without: 'those that the system trusts',
  },
  {
    name: 'DATABASE_URL',
    zh: '查询库 PostgreSQL:`postgres://用户:口令@主机/库`',
    en: 'the read models: `postgres://user:password@host/database`',
    without: 'the embedded PostgreSQL of the data folder',
    secret: true,
  },
  {
    name: 'KEYS_URL',
    zh: '密钥库:独立的 PostgreSQL 库,或文件路径',
    en: 'the key store: a PostgreSQL database of its own, or the path of a file',
    without: '`keys.sqlite` in the data folder',
    secret: true,
  },
  {
    name: 'LOG_KEY_FILE',
    zh: '日志签名密钥的文件:一行,名称与种子(base64)',
    en: 'file of the key that signs checkpoints: one line, name and seed (base64)',
    without: '`log.key` in the data folder, made on first use',
  },
  {
    name: 'CHECKPOINT_SECONDS',
    zh: '每隔多少秒公布一次日志检查点(日志有新增时)',
    en: 'seconds from one published checkpoint of the log to the next, while it grows',
    without: '`600`',
  },
  {
    name: 'REDIS_URL',
    zh: '通知队列:`redis://` 或 `rediss://`',
    en: 'the queue: `redis://…` or `rediss://…`',
    without: 'the queue lies in the PostgreSQL of the read models',
    secret: true,
  },
  {
    name: 'CHANNELS_FILE',
    zh: '通知渠道的 JSON 文件:邮件、短信、群机器人(docs/channels.md);密钥另放',
    en: 'JSON file of the ways to tell people: e-mail, SMS, group robots (docs/channels.md); secrets stand elsewhere',
    without: 'the inbox, and files in the data folder',
  },
  {
    name: 'JWKS_URL',
    zh: '身份凭证签发方的公钥地址',
    en: 'where the issuer of tokens publishes its keys',
    without: 'tokens of `siyi token`, signed by the data folder',
  },
  {
    name: 'TOKEN_ISSUER',
    zh: '凭证的签发方(iss)',
    en: '`iss` that tokens must name',
    without: 'with JWKS_URL only',
  },
  {
    name: 'TOKEN_AUDIENCE',
    zh: '凭证的接收方(aud)',
    en: '`aud` that tokens must name',
    without: 'with JWKS_URL only',
  },
  {
    name: 'OIDC_ISSUER',
    zh: '身份提供方(OpenID Connect)的地址:网页由它登录,不用本地密码',
    en: 'the identity provider (OpenID Connect) by which people sign in on the pages; there are no local passwords then',
    without: 'local accounts, by slip and password',
  },
  {
    name: 'OIDC_CLIENT_ID',
    zh: '在身份提供方登记的客户端',
    en: 'our client there; its redirect address is `PUBLIC_URL/api/session/callback`',
    without: 'with OIDC_ISSUER only',
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    zh: '客户端口令',
    en: 'its secret',
    without: 'with OIDC_ISSUER only',
    secret: true,
  },
  {
    name: 'OIDC_DOCUMENT_CLAIM',
    zh: '身份声明中证件号码的名称,据以对应到人',
    en: 'the claim that holds the number of the identity document, by which the person is known',
    without: '`sub` is the person id',
  },
  {
    name: 'PUBLIC_URL',
    zh: '公众访问接口的地址,印在纸上的二维码里;公示期间每五分钟由此查看网页,直到当日查到',
    en: 'where the public reaches the API; stands in the QR codes of printed sheets; the page of what hangs is asked for there every five minutes, until it is found that day',
    without: 'sheets carry no code of a page, and nobody asks for the pages',
  },
  {
    name: 'TRUSTED_PROXIES',
    zh: '可信代理的地址或网段(逗号分隔),由其 X-Forwarded-For 得知来访地址,以便限频',
    en: 'addresses or ranges of the proxies (by commas) whose `X-Forwarded-For` names the caller, for the limits per address',
    without: 'the address that connects is the caller',
  },
  {
    name: 'METRICS_PORT',
    zh: '本进程的监测端口:`/metrics`(Prometheus)与 `/health/live`',
    en: 'port of `/metrics` (Prometheus) and `/health/live` of this process',
    without: 'not served',
  },
  {
    name: 'METRICS_HOST',
    zh: '监测端口的监听地址;任何人都能读,勿对外',
    en: 'where it listens; whoever reaches it reads it, so keep it inside',
    without: '`127.0.0.1`',
  },
  { name: 'SIYI_TRACE', zh: '出错时显示调用栈', en: 'shows the stack of an error', without: 'off' },
] as const satisfies readonly Setting[];

export type SettingName = (typeof settings)[number]['name'];

/** The table as docs/operate.md shows it. */
export function settingsTable(list: readonly Setting[] = settings): string {
  const nameOf = ({ name, secret }: Setting): string =>
    secret ? `\`${name}\`, \`${name}_FILE\`` : `\`${name}\``;
  return [
    '| setting | what | 说明 | without it |',
    '|---|---|---|---|',
    ...list.map((one) => `| ${nameOf(one)} | ${one.en} | ${one.zh} | ${one.without} |`),
  ].join('\n');
}
