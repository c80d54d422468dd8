import { Agent, request } from 'node:http';

/** What came back. */
export type Answer = Readonly<{ status: number; body: Readonly<Record<string, unknown>> }>;

/** Asks over kept connections; leaner than `fetch`, so that the asking costs the measured little. */
export class Asking {
  readonly #agent = new Agent({ keepAlive: true });

  constructor(private readonly origin: string) {}

  ask(path: string, token: string, body?: object): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.origin}${path}`,
        {
          agent: this.#agent,
          method: text === undefined ? 'GET' : 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on('data', (part: Buffer) => parts.push(part));
          answer.on('error', reject);
          answer.on('end', () => {
            const told = JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer['body'];
            resolve({ status: answer.statusCode ?? 0, body: told });
          });
        },
      );
      asked.on('error', reject);
      asked.end(text);
    });
  }

  /** Throws what was answered when it is not what an honest request gets. */
  async must(path: string, token: string, body?: object): Promise<Answer['body']> {
    const answer = await this.ask(path, token, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  close(): void {
    this.#agent.destroy();
  }
}
