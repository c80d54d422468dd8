import type { CommunityState } from '#community';
import { addDays, dayOf, seatsOn } from '#procedure';
import type { Folder } from './folder.js';
import { mintToken } from './people-commands.js';
import type { Session } from './session.js';
import { idOf } from './sample.js';
import { clockOf } from './simulated-clock.js';

const cast = [
  { name: 'SECRETARY', body: 'branch', role: 'secretary', zh: '支部书记' },
  { name: 'CHAIR', body: 'committee', role: 'chair', zh: '居委会主任' },
  { name: 'REPRESENTATIVE', body: 'representatives', role: 'member', zh: '居民代表' },
  { name: 'SUPERVISOR', body: 'supervision', role: 'member', zh: '居务监督委员' },
] as const;

/** Who asks communities for tasks, and who lets them in. */
const offices = [
  { name: 'DEPARTMENT', person: 'person/department/clerk', zh: '申请部门' },
  { name: 'AUTHORITY', person: 'person/authority/registrar', zh: '准入管理机构' },
] as const;

type Serving = Readonly<{ url: string; folder: Folder; session: Session; decision: string | undefined }>;

/** Tokens of four people of F1's community and of two offices, as shell variables. */
async function tokens({ folder, session }: Serving, community: string): Promise<readonly string[]> {
  const { state } = await session.engine.load<CommunityState>('community', community);
  if (state.status === 'none') throw new Error(`the sample has no community ${community}`);
  const today = dayOf(clockOf(folder).now());
  const there = await Promise.all(
    cast.map(async ({ name, body, role, zh }) => {
      const seat = seatsOn(state, today, [body]).find((one) => one.role === role);
      if (seat === undefined) throw new Error(`nobody is ${role} of ${body}`);
      const { token } = await mintToken(session, folder, seat.person, 12);
      return `${name}=${token}  # ${zh}`;
    }),
  );
  const above = await Promise.all(
    offices.map(async ({ name, person, zh }) => {
      const { token } = await mintToken(session, folder, idOf(person), 12);
      return `${name}=${token}  # ${zh}`;
    }),
  );
  return [...there, ...above];
}

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
  return [
    `\n四议 Sìyì: ${serving.url}  社区页面 page: ${serving.url}/c/${community}  接口说明 API: ${serving.url}/api/docs  数据 data: ${serving.folder.root}`,
    '\n# 令牌(12 小时有效),贴入另一终端 · tokens, to be pasted into another terminal',
    ...(await tokens(serving, community)),
    '\n# 试一试 · then try',
    ...trials(serving, community),
    '\nCtrl-C 停止并删除目录 · ends it and removes the folder.',
  ];
}
