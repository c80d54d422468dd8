import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, SettingsRefused, type Settings } from './index.js';

const folder = mkdtempSync(join(tmpdir(), 'siyi-channels-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const password = { file: fileOf('password', 'p4ss\n') };
const env = { ROBOT_URL: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k3y', SMS_SECRET: 's3cret' };
const email = { host: 'mail.example.cn', user: 'siyi', password, from: 'notice@example.cn' };
const sms = {
  ...{ url: 'https://sms.example.cn/send', json: { to: '{phone}' }, secret: { env: 'SMS_SECRET' } },
  answer: { code: 'code', success: ['0'] },
};
const robot = { name: 'street', preset: 'wecom', url: { env: 'ROBOT_URL' } };

const planOf = (file: unknown): Settings['channels'] =>
  readSettings({ ...env, CHANNELS_FILE: fileOf('channels.json', JSON.stringify(file)) }).channels;
function faultsOf(file: unknown): string {
  try {
    planOf(file);
    return '';
  } catch (error) {
    if (error instanceof SettingsRefused) return error.message;
    throw error;
  }
}

describe('the file of the channels', () => {
  it('is not needed: then the inbox and files tell people', () => {
    expect(readSettings({}).channels).toBeUndefined();
  });

  it('says how people are told; secrets come from elsewhere', () => {
    expect(planOf({ email, sms, robots: [robot] })).toEqual({
      persons: ['email', 'sms'],
      quiet: { from: '22:00', until: '07:00' },
      email: {
        server: { host: 'mail.example.cn', port: 587, tls: 'starttls', user: 'siyi', password: 'p4ss' },
        from: 'notice@example.cn',
      },
      sms: {
        ...{
          url: sms.url,
          body: { kind: 'json', template: sms.json },
          reachable: 'public',
          secret: 's3cret',
        },
        answer: sms.answer,
      },
      robots: [
        { name: 'street', preset: 'wecom', url: env.ROBOT_URL, kinds: ['posted'], reachable: 'public' },
      ],
    });
    expect(planOf({ email, sms, persons: ['sms'] })?.persons).toEqual(['sms']);
    expect(planOf({ quiet: '12:30-14:00' })?.quiet).toEqual({ from: '12:30', until: '14:00' });
    expect(planOf({ quiet: 'none' })).not.toHaveProperty('quiet');
  });

  it.each<[string, unknown, string]>([
    ['a field that is misspelt', { email: { ...email, hots: 'x' } }, 'channels.email.hots is not known'],
    ['a secret in the file itself', { email: { ...email, password: 'p4ss' } }, 'channels.email.password'],
    [
      'a secret that is not there',
      { sms: { ...sms, secret: { env: 'NONE' } } },
      'channels.sms.secret is empty',
    ],
    ['a secret file that is not there', { email: { ...email, password: { file: '/no' } } }, '(ENOENT)'],
    ['a user without password', { email: { ...email, password: undefined } }, 'channels.email.user'],
    ['mail in clear to another machine', { email: { ...email, tls: 'none' } }, 'channels.email.tls'],
    ['a sender that is none', { email: { ...email, from: 'a@b, c@d' } }, 'channels.email.from'],
    [
      'a gateway without TLS',
      { sms: { ...sms, url: 'http://sms.example.cn' } },
      'channels.sms.url must be an https',
    ],
    [
      'a gateway without its answers',
      { sms: { ...sms, answer: undefined } },
      'channels.sms.answer is missing',
    ],
    ['two shapes of a body', { sms: { ...sms, form: { a: 'b' } } }, 'channels.sms.json'],
    [
      'a robot of an unknown make',
      { robots: [{ ...robot, preset: 'x' }] },
      'channels.robots[0].preset must be one of',
    ],
    [
      'a robot that tells of objections',
      { robots: [{ ...robot, kinds: ['objectionFiled'] }] },
      'robots[0].kinds',
    ],
    ['a robot’s address in the file itself', { robots: [{ ...robot, url: env.ROBOT_URL }] }, 'robots[0].url'],
    ['two robots of one name', { robots: [robot, robot] }, 'channels.robots have one name twice'],
    ['a way that is not set up', { email, persons: ['sms'] }, 'channels.persons must name'],
    [
      'receipts that nobody signs',
      { sms: { ...sms, secret: undefined, receipts: true } },
      'sms.receipts need',
    ],
    ['quiet hours that are none', { quiet: '22:00-24:00' }, 'channels.quiet must be'],
    ['no object', [], ''],
  ])('is refused with %s', (_, file, said) => {
    const faults = faultsOf(file);
    expect(faults).toContain(said);
    expect(faults).not.toMatch(/p4ss|k3y|s3cret/);
  });

  it('is refused where it cannot be read, in words that quote nothing', () => {
    const broken = fileOf('broken.json', '{"password": "p4ss"');
    for (const file of [broken, join(folder, 'nowhere')])
      expect(() => readSettings({ CHANNELS_FILE: file })).toThrow(/CHANNELS_FILE: 读不出\((JSON|ENOENT)\)/);
    expect(() => readSettings({ CHANNELS_FILE: broken })).not.toThrow(/p4ss/);
  });
});
