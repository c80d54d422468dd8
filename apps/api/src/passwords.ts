import { hash, verify } from '@node-rs/argon2';
import { Problem } from './problem.js';

/** argon2id with 19 MiB, 2 passes, 1 lane: what the OWASP Password Storage Cheat Sheet asks at least. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What a password is kept as. */
export const secretOf = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost);

let decoy: Promise<string> | undefined;

/** Whether the password is the kept one; where none is kept as much work is done, so that time tells nothing. */
export async function matches(kept: string | undefined, password: string): Promise<boolean> {
  decoy ??= secretOf('nobody has this password');
  const same = await verify(kept ?? (await decoy), password.normalize('NFKC'));
  return kept !== undefined && same;
}

/** All one character, or each the next of the one before. */
function isRun(password: string): boolean {
  const codes = [...password].map((char) => char.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0));
  return [0, 1, -1].some((step) => steps.every((one) => one === step));
}

/** Some that everybody tries first; a short list of our own. */
const worn = new Set(
  (
    'password password1 passw0rd 12345679 1234567890 123123123 11223344 1q2w3e4r qwertyui qwertyuiop qwer1234 ' +
    'abcd1234 abc12345 a1234567 aa123456 iloveyou woaini1314 woaini520 5201314520 shequ123 siyi1234 admin123 88888888'
  ).split(' '),
);

/** Refuses what is guessed at once: shorter than 8 (NIST SP 800-63B-3 §5.1.1.2; its fourth edition asks 15 where nothing else is asked), a run, one of the worn ones, or the own number. */
export function mustBeFit(password: string, numbers: readonly string[] = []): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const own = numbers.some((number) => number.length >= 4 && plain.includes(number.toLowerCase()));
  if ([...plain].length >= 8 && !isRun(plain) && !worn.has(plain) && !own) return;
  throw new Problem(
    422,
    'session.weakPassword',
    '密码太容易被猜中:至少 8 个字,不要连号、同一个字或自己的证件号码。可以用几个词连成一句话。',
    'The password is easily guessed: at least 8 characters, no run of neighbours, no well-known one, not your own number. A few words in a row do well.',
  );
}
