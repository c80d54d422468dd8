import { readFileSync } from 'node:fs';

type Wrong = (zh: string, en: string) => undefined;

/** One object of a settings file: reads its fields by kind and tells every fault with its place, never a value. */
export class Fields {
  readonly #read = new Set<string>();

  constructor(
    private readonly object: Readonly<Record<string, unknown>>,
    private readonly place: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly wrong: Wrong,
  ) {}

  has(name: string): boolean {
    return this.object[name] !== undefined;
  }

  #value(name: string): unknown {
    this.#read.add(name);
    return this.object[name];
  }

  /** Says what is wrong with a field. */
  fault(name: string, zh: string, en: string): undefined {
    const at = name === '' ? this.place : `${this.place}.${name}`;
    return this.wrong(`${at} ${zh}`, `${at} ${en}`);
  }

  text(name: string, pattern = /^[^\u0000-\u001f\u007f]+$/): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && pattern.test(value)) return value;
    return this.fault(name, '不是合适的文字', 'is no fitting text');
  }

  needed(name: string, pattern?: RegExp): string {
    const text = this.text(name, pattern);
    if (!this.has(name)) this.fault(name, '缺少', 'is missing');
    return text ?? '';
  }

  number(name: string, least: number, most: number): number | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= least && value <= most) return value;
    return this.fault(name, `应为 ${least} 至 ${most} 的数`, `must be a number, ${least} to ${most}`);
  }

  flag(name: string): boolean {
    const value = this.#value(name);
    if (value !== undefined && typeof value !== 'boolean')
      this.fault(name, '应为 true 或 false', 'must be true or false');
    return value === true;
  }

  choice<T extends string>(name: string, of: readonly T[]): T | undefined {
    const value = this.#value(name);
    const found = of.find((one) => one === value);
    if (value !== undefined && found === undefined)
      this.fault(name, `应为 ${of.join('、')} 之一`, `must be one of ${of.join(', ')}`);
    return found;
  }

  list<T extends string>(name: string, of?: readonly T[]): readonly T[] | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const fits = (one: unknown): one is T =>
      typeof one === 'string' && (of === undefined || of.some((known) => known === one));
    if (Array.isArray(value) && value.every(fits)) return value;
    const known = of === undefined ? '' : `: ${of.join(', ')}`;
    return this.fault(name, `应为文字的列表${known}`, `must be a list of texts${known}`);
  }

  /** Any JSON value, read by others. */
  any(name: string): unknown {
    return this.#value(name);
  }

  /** Texts by name. */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const isText = (one: unknown): one is string => typeof one === 'string' && !/[\r\n]/.test(one);
    if (typeof value === 'object' && value !== null && Object.values(value).every(isText))
      return value as Readonly<Record<string, string>>;
    return this.fault(name, '应为名称与文字的对照', 'must be texts by name');
  }

  /** Texts by name, each of which may be a secret. */
  textsOrSecrets(name: string): Readonly<Record<string, string>> | undefined {
    const all = this.inside(name);
    if (all === undefined) return undefined;
    const one = (key: string) => (typeof all.object[key] === 'string' ? all.text(key) : all.secret(key));
    return Object.fromEntries(Object.keys(all.object).map((key) => [key, one(key) ?? '']));
  }

  /** A secret stands in a file of its own or in the environment, never in the settings file. */
  secret(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const from = this.inside(name);
    const [file, variable] = [from?.text('file'), from?.text('env')];
    from?.done();
    if (from === undefined || (file === undefined) === (variable === undefined))
      return this.fault(
        name,
        '应为 {"file":路径} 或 {"env":变量名} 之一',
        'must be {"file":path} or {"env":name}',
      );
    const text = variable === undefined ? this.#fromFile(name, file ?? '') : this.env[variable]?.trim();
    return text || this.fault(name, '是空的', 'is empty');
  }

  #fromFile(name: string, file: string): string | undefined {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      const { code = 'unreadable' } = error as NodeJS.ErrnoException;
      return this.fault(name, `文件读不出(${code})`, `names a file that cannot be read (${code})`);
    }
  }

  /** An object inside; undefined when it is none. */
  inside(name: string): Fields | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return new Fields(value as Record<string, unknown>, `${this.place}.${name}`, this.env, this.wrong);
    return this.fault(name, '应为一个对象', 'must be an object');
  }

  /** Each object of a list. */
  objects(name: string): readonly Fields[] {
    const value = this.#value(name) ?? [];
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'object' || one === null)) {
      this.fault(name, '应为对象的列表', 'must be a list of objects');
      return [];
    }
    return value.map(
      (one: Record<string, unknown>, index) =>
        new Fields(one, `${this.place}.${name}[${index}]`, this.env, this.wrong),
    );
  }

  /** Says which fields nobody asked for: a misspelt one would silently have no effect. */
  done(): void {
    for (const name of Object.keys(this.object))
      if (!this.#read.has(name)) this.fault(name, '不认识', 'is not known');
  }
}
