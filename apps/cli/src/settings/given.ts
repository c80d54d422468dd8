import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Fault } from './faults.js';
import { settings, type Setting, type SettingName } from './table.js';

const secretNames: readonly string[] = settings.filter((one: Setting) => one.secret).map(({ name }) => name);

const isRange = (text: string): boolean => {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const kind = isIP(address);
  if (kind === 0) return ['loopback', 'linklocal', 'uniquelocal'].includes(text);
  return bits === undefined || Number(bits) <= (kind === 4 ? 32 : 128);
};

/** What the environment gives, and what is wrong with it; an empty value is as none. */
export class Given {
  readonly faults: Fault[] = [];
  readonly #values = new Map<string, string>();

  constructor(private readonly env: NodeJS.ProcessEnv) {
    for (const { name } of settings) {
      const value = env[name] || undefined;
      const file = secretNames.includes(name) ? env[`${name}_FILE`] || undefined : undefined;
      if (value !== undefined && file !== undefined)
        this.wrong(name, `与 ${name}_FILE 只能给一个`, `give this or ${name}_FILE, not both`);
      const text = file === undefined ? value : this.fromFile(`${name}_FILE`, file);
      if (text !== undefined) this.#values.set(name, text);
    }
  }

  private fromFile(name: string, file: string): string | undefined {
    try {
      const text = readFileSync(file, 'utf8').trim();
      if (text !== '') return text;
      this.wrong(name, `文件 ${file} 是空的`, `the file ${file} is empty`);
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      this.wrong(name, `文件 ${file} 读不出(${code})`, `the file ${file} cannot be read (${code})`);
    }
    return undefined;
  }

  text(name: SettingName): string | undefined {
    return this.#values.get(name);
  }

  wrong(setting: string, zh: string, en: string): undefined {
    this.faults.push({ setting, zh, en });
  }

  isFaulty(name: SettingName): boolean {
    return this.faults.some(({ setting }) => setting === name || setting === `${name}_FILE`);
  }

  /** Says that it is missing, unless what stands in its place was found faulty already. */
  need(name: SettingName): void {
    if (this.text(name) === undefined && !this.isFaulty(name))
      this.wrong(name, '缺少;生产运行时必须指明', 'missing; production needs it');
  }

  port(name: SettingName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
    return this.wrong(name, '应为 0 至 65535 的端口号', 'must be a port, 0 to 65535');
  }

  /** A span of one second to a day. */
  seconds(name: SettingName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 86_400) return Number(text);
    return this.wrong(name, '应为 1 至 86400 的秒数', 'must be seconds, 1 to 86400');
  }

  /** Addresses and ranges of the network, by commas. */
  ranges(name: SettingName): readonly string[] | undefined {
    const found = this.text(name)
      ?.split(',')
      .map((one) => one.trim());
    if (found === undefined || found.every(isRange)) return found;
    return this.wrong(
      name,
      '应为以逗号分隔的地址或网段(如 10.0.0.0/8),或 loopback、uniquelocal',
      'must be addresses or ranges (as 10.0.0.0/8) by commas, or loopback, uniquelocal',
    );
  }

  /** An address of one of these schemes, with a host. */
  url(name: SettingName, schemes: readonly string[]): URL | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== '') return url;
    const wanted = schemes.map((scheme) => `${scheme}://…`).join(' | ');
    return this.wrong(name, `应为 ${wanted} 形式的地址`, `must be an address ${wanted}`);
  }

  /** Whether a variable outside the table asks for it; only its being there is looked at. */
  asks(name: string, pattern: RegExp): boolean {
    return pattern.test(this.env[name] ?? '');
  }
}
