import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** One role of the application as a process of its own that a test may kill and start again. */
export class RoleProcess {
  #child: ChildProcess | undefined;
  #said = '';

  constructor(
    readonly name: string,
    private readonly main: string,
    private readonly args: readonly string[],
    private readonly env: NodeJS.ProcessEnv,
    /** Resolves true once the role serves; asked again and again after a start. */
    private readonly serves: (said: string) => Promise<boolean>,
    /** A command that runs it and passes on its channel, like strace. */
    private readonly within: readonly string[] = [],
    private readonly flags: readonly string[] = ['--disable-warning=ExperimentalWarning'],
  ) {}

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** What it has said since the last start. */
  get said(): string {
    return this.#said;
  }

  /** Starts it and waits until it serves. */
  async start(patience = 60_000): Promise<void> {
    if (this.#child !== undefined) throw new Error(`${this.name} runs already`);
    this.#said = '';
    const node = [process.execPath, ...this.flags, this.main, ...this.args];
    const [command, ...args] = [...this.within, ...node] as [string, ...string[]];
    const child = spawn(command, args, {
      env: this.env,
      // the channel ends with the test's process, and the role with it
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (this.#said = `${this.#said}${chunk.toString()}`.slice(-20_000)));
    let exit: number | null | undefined;
    child.once('exit', (code) => {
      exit = code;
      if (this.#child === child) this.#child = undefined;
    });
    const until = performance.now() + patience;
    while (!(await this.serves(this.#said))) {
      if (this.#child !== child)
        throw new Error(`${this.name} ended at its start with ${exit}:\n${this.#said}`);
      if (performance.now() > until)
        throw new Error(`${this.name} does not serve after ${patience} ms:\n${this.#said}`);
      await sleep(20);
    }
  }

  /** kill -9. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Holds it still (SIGSTOP), or lets it go on. */
  hold(still: boolean): void {
    this.#child?.kill(still ? 'SIGSTOP' : 'SIGCONT');
  }

  /** Asks it to stop, and waits for its end: its exit code, `null` when it had to be killed, undefined when none ran. */
  async stop(): Promise<number | null | undefined> {
    const late = setTimeout(() => this.#child?.kill('SIGKILL'), 10_000);
    const ended = this.#end('SIGTERM');
    // an open channel would keep it alive after its work is done
    if (this.#child?.connected) this.#child.disconnect();
    const code = await ended;
    clearTimeout(late);
    return code;
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null | undefined> {
    const child = this.#child;
    if (child === undefined) return undefined;
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    const [code] = await gone;
    return code;
  }
}
