/** Another writer was first: the stream stands at `actual` (-1: it does not exist). */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`${stream} stands at revision ${actual}, not ${expected}`);
  }
}

/** The log cannot answer now; nothing is lost, the same command may be sent again (503 with Retry-After). */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable';
  constructor(
    message: string,
    readonly retryAfter = 2,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An append that was sent and not answered: it may or may not stand in the log. */
export class OutcomeUnknown extends Unavailable {
  override readonly name = 'OutcomeUnknown';
}

/** The stream is no longer at the revision that the caller relied on (412). */
export class PreconditionFailed extends Error {
  override readonly name = 'PreconditionFailed';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(
      `${stream}: If-Match says revision ${expected}, it stands at ${actual}; read it again, then decide`,
    );
  }
}

/** The same command id came with another body (422). */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
  constructor(
    readonly stream: string,
    readonly commandId: string,
  ) {
    super(`${stream}: command ${commandId} was already given with another body; use a new Idempotency-Key`);
  }
}

/** The key store does not answer: what must be sealed or opened waits (503), everything else goes on. */
export class KeyStoreAway extends Error {
  override readonly name = 'KeyStoreAway';
  readonly retryAfter = 5;
  constructor(cause?: unknown) {
    super('the key store does not answer; personal text can neither be sealed nor opened', { cause });
  }
}

/** The key store is not there although the log holds events: none is made in its place. */
export class KeyStoreLost extends Error {
  override readonly name = 'KeyStoreLost';
  constructor(readonly place: string) {
    super(
      `密钥库 ${place} 不存在，而日志中已有记录：没有它，封存的个人信息都无法再打开。请从备份恢复密钥库后再启动；不会另建新库。\n` +
        `The key store ${place} is missing although the log holds events: without it no sealed personal text can be opened again. ` +
        'Restore the key store from its backup, then start; no new one is made in its place.',
    );
  }
}
