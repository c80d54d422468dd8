import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { conflict } from '#kernel';

/** Listens for a moment on a port (0: any); answers with the port, or undefined when somebody has it. */
async function tryPort(port: number, host: string): Promise<number | undefined> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return undefined;
    throw error;
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? address?.port : undefined;
}

/** Processes of a supervisor that was killed leave their ports within this time. */
const patience = 5_000;

/** The port when it is free, or becomes so soon. */
async function soonFree(port: number, host: string): Promise<number | undefined> {
  for (const until = Date.now() + patience; ; await sleep(100)) {
    const free = await tryPort(port, host);
    if (free !== undefined || Date.now() > until) return free;
  }
}

/** Refuses when somebody listens on that port. */
export async function mustBeFree(port: number, host: string): Promise<number> {
  return (
    (await soonFree(port, host)) ??
    conflict(
      'cli.portTaken',
      `端口 ${port} 已被占用:请停止占用它的程序,或以 --port 另选一个。`,
      `Port ${port} is taken: stop what listens there, or choose another by --port.`,
    )
  );
}

/** The port wished for (refused when taken), else the one of last time, else any that is free. */
export async function choosePort(
  wished: number | undefined,
  noted: number | undefined,
  host: string,
): Promise<number> {
  if (wished !== undefined && wished !== 0) return mustBeFree(wished, host);
  const again = noted === undefined ? undefined : await soonFree(noted, host);
  return again ?? mustBeFree(0, host);
}
