import { readFileSync } from 'node:fs';
import { isLoopback } from './hosts.js';
import type { Given } from './given.js';

const form = /^(esdb(?:\+discover)?):\/\/(?:([^:@/]+):([^@/]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;
const hostForm = /^(\[[0-9a-fA-F:]+\]|[\w.-]+)(?::(\d{1,5}))?$/;
const name = 'EVENTSTORE_URL';

/** The client warns of others with the whole address, password and all; so they are refused here. */
const known = new Set(
  [
    ...['tls', 'tlsCaFile', 'userCertFile', 'userKeyFile', 'connectionName', 'nodePreference'],
    ...['maxDiscoverAttempts', 'discoveryInterval', 'gossipTimeout', 'defaultDeadline'],
    ...['keepAliveInterval', 'keepAliveTimeout', 'throwOnAppendFailure'],
  ].map((key) => key.toLowerCase()),
);

type Parts = Readonly<{
  scheme: string;
  credentials: string | undefined;
  hosts: string;
  query: readonly (readonly [string, string])[];
}>;

function partsOf(given: Given, text: string): Parts | undefined {
  const [, scheme, user, password, hosts = '', options = ''] = form.exec(text) ?? [];
  if (scheme === undefined || !hosts.split(',').every((host) => hostForm.test(host)))
    return given.wrong(
      name,
      '应为 esdb://主机:端口[,主机:端口…][?选项=值&…]',
      'must be esdb://host:port[,host:port…][?option=value&…]',
    );
  const query = options.split('&').flatMap((pair): [string, string][] => {
    const [key = '', value = ''] = pair.split('=', 2);
    if (pair === '') return [];
    if (!known.has(key.toLowerCase()) || value === '')
      given.wrong(name, `选项 ${key} 不认识或没有值`, `the option ${key} is not known or has no value`);
    return [[key.toLowerCase(), value]];
  });
  return { scheme, credentials: user && `${user}:${password}`, hosts, query };
}

const missingPart = (given: Given, part: 'USER' | 'PASSWORD', other: string): void =>
  given.wrong(`EVENTSTORE_${part}`, `给了 ${other} 就必须给`, `missing beside ${other}`);

/** `user:password` as the address takes it, from the two settings or from the address itself. */
function credentialsOf(given: Given, inUrl: string | undefined): string | undefined {
  const [user, password] = [given.text('EVENTSTORE_USER'), given.text('EVENTSTORE_PASSWORD')];
  if (user === undefined && password === undefined) return inUrl;
  if (user === undefined) missingPart(given, 'USER', 'EVENTSTORE_PASSWORD');
  if (password === undefined) missingPart(given, 'PASSWORD', 'EVENTSTORE_USER');
  if (inUrl !== undefined)
    given.wrong('EVENTSTORE_USER', '地址里已有用户,只能给一处', 'the address names a user too; give it once');
  return `${encodeURIComponent(user ?? '')}:${encodeURIComponent(password ?? '')}`;
}

function checkAuthority(given: Given, file: string): void {
  const setting = 'EVENTSTORE_CA_FILE';
  try {
    if (!readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----'))
      given.wrong(setting, `${file} 不是 PEM 证书`, `${file} is not a PEM certificate`);
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    given.wrong(setting, `${file} 读不出(${code})`, `${file} cannot be read (${code})`);
  }
}

/** The client's address, put together from the four settings; undefined where none is given. */
export function eventStoreUrl(given: Given): string | undefined {
  const text = given.text(name);
  const authority = given.text('EVENTSTORE_CA_FILE');
  if (authority !== undefined) checkAuthority(given, authority);
  const parts = text === undefined ? undefined : partsOf(given, text);
  const credentials = credentialsOf(given, parts?.credentials);
  if (parts === undefined) return undefined;
  const plain = parts.query.some(([key, value]) => key === 'tls' && value === 'false');
  if (plain && credentials !== undefined)
    given.wrong(name, 'tls=false 时口令会被忽略', 'with tls=false the client ignores the password');
  if (plain && !parts.hosts.split(',').every((host) => isLoopback(host.replace(/:\d+$/, ''))))
    given.wrong(name, 'tls=false 只可用于本机', 'tls=false is for this machine only');
  if (credentials !== undefined && given.asks('DEBUG', /esdb|\*/))
    given.wrong(
      'DEBUG',
      '会把日志库口令写进日志,请去掉',
      "would write the event store's password to the log; unset it",
    );
  const query = [
    ...parts.query,
    ...(authority === undefined ? [] : [['tlscafile', encodeURIComponent(authority)]]),
  ];
  const options = query.map(([key, value]) => `${key}=${value}`).join('&');
  return `${parts.scheme}://${credentials === undefined ? '' : `${credentials}@`}${parts.hosts}${options === '' ? '' : `?${options}`}`;
}
