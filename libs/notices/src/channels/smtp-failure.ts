import type { Told } from './channel.js';

const textOf = (error: object, name: string): string =>
  name in error ? String((error as Readonly<Record<string, unknown>>)[name]) : '';

const tls = /CERT|SELF_SIGNED|VERIFY|ERR_TLS|ERR_SSL|EPROTO/;

const failed = (kind: 'temporary' | 'permanent' | 'technical', reason: string): Told => ({
  ...{ state: 'failed', class: kind, reason },
});

/**
 * What an SMTP error means for the person whose message it was. `begun`: the message itself was on its way, so that
 * without the server's answer nobody knows. What the server said is not repeated: it may name the address.
 */
export function smtpFailure(error: unknown, begun: boolean): Told {
  const about = typeof error === 'object' && error !== null ? error : {};
  const [code, command] = [textOf(about, 'code'), textOf(about, 'command')];
  const answer = Number(textOf(about, 'responseCode'));
  if (answer >= 400) return ofAnswer(answer, command);
  if (begun) return { state: 'unknown', reason: 'noAnswer' };
  if (code === 'ETLS' || code === 'EREQUIRETLS' || tls.test(textOf(about, 'originalCode')))
    return failed('technical', 'tls');
  if (code === 'EAUTH' || code === 'ENOAUTH') return failed('technical', 'authentication');
  if (code === 'EENVELOPE') return failed('permanent', 'addressRefused');
  if (/^(ECONNECTION|ETIMEDOUT|ESOCKET|EDNS|EPROTOCOL)$/.test(code)) return failed('temporary', 'connection');
  return failed('technical', 'smtp');
}

/** 530, 534, 535, 538: authentication; a 5xx to the mailbox or its message is for good, to anything else the operator's. */
function ofAnswer(answer: number, command: string): Told {
  const reason = `smtp${answer}`;
  if (answer < 500) return failed('temporary', reason);
  if ([530, 534, 535, 538].includes(answer) || command.startsWith('AUTH')) return failed('technical', reason);
  return failed(command === 'RCPT TO' || command === 'DATA' ? 'permanent' : 'technical', reason);
}
