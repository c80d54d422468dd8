import { randomBytes } from 'node:crypto';
import type { CommunityState } from '#community';
import { addDays, dayOf, seatsOn } from '#procedure';
import type { Folder } from './folder.js';
import { issueCode, mintToken } from './people-commands.js';
import type { Session } from './session.js';
import { idOf } from './sample.js';
import { clockOf } from './simulated-clock.js';

const cast = [
  { name: 'SECRETARY', body: 'branch', role: 'secretary', zh: '支部书记' },
  { name: 'CHAIR', body: 'committee', role: 'chair', zh: '居委会主任' },
  { name: 'REPRESENTATIVE', body: 'representatives', role: 'member', zh: '居民代表' },
  { name: 'SUPERVISOR', body: 'supervision', role: 'member', zh: '居务监督委员' },
] as const;

/** Who asks communities for tasks, who lets them in, and who seats people. */
const offices = [
  { name: 'DEPARTMENT', person: 'person/department/clerk', zh: '申请部门' },
  { name: 'AUTHORITY', person: 'person/authority/registrar', zh: '准入管理机构' },
  { name: 'REGISTRAR', person: 'person/street01/registrar', zh: '街道登记员' },
] as const;

type Serving = Readonly<{ url: string; folder: Folder; session: Session; decision: string | undefined }>;
type Player = Readonly<{ name: string; zh: string; person: string }>;

/** Four people of F1's community and three of offices. */
async function playersOf({ folder, session }: Serving, community: string): Promise<readonly Player[]> {
  const { state } = await session.engine.load<CommunityState>('community', community);
  if (state.status === 'none') throw new Error(`the sample has no community ${community}`);
  const today = dayOf(clockOf(folder).now());
  const there = cast.map(({ name, body, role, zh }) => {
    const seat = seatsOn(state, today, [body]).find((one) => one.role === role);
    if (seat === undefined) throw new Error(`nobody is ${role} of ${body}`);
    return { name, zh, person: seat.person };
  });
  return [...there, ...offices.map(({ name, zh, person }) => ({ name, zh, person: idOf(person) }))];
}

/** Their tokens, as shell variables. */
const tokens = ({ folder, session }: Serving, players: readonly Player[]): Promise<readonly string[]> =>
  Promise.all(
    players.map(async ({ name, zh, person }) => {
      const { token } = await mintToken(session, folder, person, 12);
      return `${name}=${token}  # ${zh}`;
    }),
  );

/** An account for each of them, opened as a slip opens it, and the address at which each signs in. */
const accounts = ({ url, session }: Serving, players: readonly Player[], password: string) =>
  Promise.all(
    players.map(async ({ zh, name, person }) => {
      const answer = await fetch(`${url}/api/session/enrolment`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person, code: await issueCode(session, person), password }),
      });
      if (!answer.ok) throw new Error(`${name} got no account: ${await answer.text()}`);
      return `${zh} ${name.toLowerCase()}: ${url}/app/sign-in#${person}`;
    }),
  );

/** A task of a year that begins in 90 days. */
const applicationFor = (community: string, today: string): object => ({
  ...{ district: idOf('organization/district'), department: idOf('organization/department'), kind: 'task' },
  ...{ title: '老年人助餐登记', basis: '民发〔2023〕58号', content: '每日登记用餐', powers: '使用社区食堂' },
  ...{ people: '部门配备一名专员', from: addDays(today, 90), until: addDays(today, 454), hoursPerMonth: 20 },
  ...{ communities: [community], payments: [{ community, dueOn: addDays(today, 120), amountFen: 300_000 }] },
});

function trials({ url, folder, decision }: Serving, community: string): readonly string[] {
  const as = (name: string): string => `-H "authorization: Bearer $${name}"`;
  const matter = {
    ...{ community, ruleSet: 'city-2026', category: 'other', initiative: 'residents' },
    ...{ title: '安装楼道扶手', plan: '为 3 个楼道安装扶手。', money: null, reliesOn: [] },
  };
  const open = (name: string): string =>
    `curl -s ${url}/api/decisions ${as(name)} -H 'content-type: application/json' -d '${JSON.stringify(matter)}'`;
  return [
    '# 人人可看公开栏 · anybody reads the board',
    `curl -s ${url}/api/communities/${community}/board`,
    '# 书记提出一件事项 · the secretary opens a matter',
    open('SECRETARY'),
    '# 代表不能提出:拒绝中写明条款 · a representative may not: the refusal names the article',
    open('REPRESENTATIVE'),
    '# 我的待办 · what waits for me',
    `curl -s ${url}/api/me/duties ${as('SECRETARY')}`,
    '# 这项任务能交给我们吗 · may this be asked of us?',
    `curl -s '${url}/api/task-catalogs/${idOf('organization/district')}/answers?q=${encodeURIComponent('亲属关系证明')}'`,
    '# 部门申请准入 · a department asks for an admission',
    `curl -s ${url}/api/admission-requests ${as('DEPARTMENT')} -H 'content-type: application/json' -d '${JSON.stringify({ application: applicationFor(community, dayOf(clockOf(folder).now())) })}'`,
    '# 准入管理机构的通知 · what the authority was told',
    `curl -s ${url}/api/me/notices ${as('AUTHORITY')}`,
    ...(decision === undefined
      ? []
      : [
          '# 重放与导出 · replay and export',
          `npm run -s siyi -- replay decision-${decision} --to 2026-03-13 --data ${folder.root}`,
          `npm run -s siyi -- export ${decision} --out decision.jsonl --data ${folder.root}`,
        ]),
  ];
}

/** What a newcomer is told while the demo goes on serving. */
export async function servingLines(serving: Serving): Promise<readonly string[]> {
  const community = idOf('community/F1');
  const players = await playersOf(serving, community);
  const password = `siyi-${randomBytes(5).toString('hex')}`;
  return [
    `\n四议 Sìyì: ${serving.url}  社区页面 page: ${serving.url}/c/${community}  接口说明 API: ${serving.url}/api/docs  数据 data: ${serving.folder.root}`,
    `\n# 网页登录,各人密码都是 · to sign in on the page; everybody's password is ${password}`,
    ...(await accounts(serving, players, password)),
    '\n# 令牌(12 小时有效),贴入另一终端 · tokens, to be pasted into another terminal',
    ...(await tokens(serving, players)),
    '\n# 试一试 · then try',
    ...trials(serving, community),
    '\nCtrl-C 停止并删除目录 · ends it and removes the folder.',
  ];
}
