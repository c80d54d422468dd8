import type { BallotRow, SittingRow } from '#decision';
import { inWords, told } from '#decision';
import { html, type Part } from './html.js';
import type { Matter } from './matter.js';
import { paragraphs, table, type Sheet } from './page.js';
import { bodyTitle, dayWords, moneyWords, placeTitle, stepTitle, timeWords, type Naming } from './words.js';

type Posting = Matter['page']['postings'][number];

const countOf = (roll: BallotRow['roll']): number =>
  Array.isArray(roll) ? roll.length : (roll as { number: number }).number;
const choices = { yes: '赞成', no: '反对', abstain: '弃权' } as const;

/** The plan of a decision, version by version. */
export const planSheet = ({ page }: Matter, naming: Naming): Sheet => ({
  title: `${page.title}——方案`,
  body: page.plans.map(
    (plan) =>
      html`<h2>第 ${plan.version} 稿(${dayWords(plan.at)})</h2>
        ${paragraphs(naming.open(plan.text))}
        ${plan.money === null ? null : html`<p>资金:${moneyWords(plan.money.amountFen)},用于${plan.money.purpose};${plan.money.payeeRule}。</p>`}
        ${plan.reason === null ? null : html`<p>修改原因:${plan.reason}</p>`}
        <p>方案摘要(SHA-256):${plan.hash}</p>`,
  ),
});

/** The sheet on which everybody who was called signs; empty lines where a roll is only a number. */
export const signInSheet = (sitting: SittingRow, naming: Naming): Sheet => ({
  title: `${naming.community}会议签到表`,
  body: html`<p>时间:${dayWords(sitting.heldOn)} ${sitting.time} 地点:${sitting.place}</p>
    ${(sitting.rolls.length > 0 ? sitting.rolls : sitting.called).map(({ body, roll }) => {
      const names = Array.isArray(roll) ? (roll as readonly string[]).map(naming.person) : [];
      const lines = names.length > 0 ? names : Array.from({ length: Math.min(countOf(roll), 60) }, () => '');
      return html`<h2>${bodyTitle(body, sitting.heldOn, naming)}(应到 ${countOf(roll)})</h2>
        ${table(
          ['序号', '姓名', '签到', '到会时刻', '备注'],
          lines.map((name, n) => [n + 1, name, html`<div class="blank"></div>`, '', '']),
        )}`;
    })}`,
});

/** What a ballot came to, with quorum, votes, arithmetic and article. */
export function resultOf(ballot: BallotRow, set: string, naming: Naming): Part {
  const { tally, verdict, quorum } = ballot;
  const counts =
    tally &&
    `应到 ${tally.due} 人,实到 ${tally.present} 人;赞成 ${tally.yes} 票,反对 ${tally.no} 票,弃权 ${tally.abstain} 票,废票 ${tally.spoiled} 票。`;
  return html`<h2>
      ${stepTitle(set, ballot.step)}:${bodyTitle(ballot.body, ballot.heldOn, naming)},${dayWords(ballot.heldOn)}
    </h2>
    ${quorum === null ? null : html`<p>${quorum.arithmetic.zh}〔${quorum.article}〕</p>`}
    ${counts === null ? null : html`<p>${counts}</p>`}
    ${verdict === null ? html`<p>尚未计票。</p>` : html`<p>${verdict.arithmetic.zh}〔${verdict.article}〕</p>`}
    ${ballot.options.length > 0 && ballot.counts !== null ? html`<p>各选项得票:${Object.entries(ballot.counts.options ?? {}).map(([option, count]) => `${option} ${String(count)} 票;`)}</p>` : null}
    ${ballot.recounts.map((one) => html`<p>复核更正(${dayWords(one.at)}):${one.reason}</p>`)}`;
}

/** The minutes of a sitting: who was called and came, what was voted, and what was said. */
export const minutesSheet = (
  sitting: SittingRow,
  ballots: readonly (BallotRow & Readonly<{ title: string; ruleSet: string }>)[],
  naming: Naming,
): Sheet => ({
  title: `${naming.community}会议记录`,
  signed: { by: naming.community, on: dayWords(sitting.heldOn) },
  body: html`<p>时间:${dayWords(sitting.heldOn)} ${sitting.time}</p>
    <p>地点:${sitting.place}</p>
    <p>
      通知:${dayWords(sitting.noticeOn)}发出,提前 ${sitting.noticeGiven} 日(要求 ${sitting.noticeNeeded}
      日)${sitting.waived === null ? '' : `,免除通知期:${sitting.waived}`}。
    </p>
    ${(sitting.rolls.length > 0 ? sitting.rolls : sitting.called).map(({ body, roll }) => {
      const here = Array.isArray(roll)
        ? (roll as readonly string[]).filter((one) => sitting.present.includes(one)).map(naming.person)
        : [];
      const counted = sitting.headcounts[body];
      return html`<p>
        ${bodyTitle(body, sitting.heldOn, naming)}应到 ${countOf(roll)} 人,实到 ${counted ?? here.length}
        人${here.length > 0 ? `:${here.join('、')}` : ''}。
      </p>`;
    })}
    ${sitting.adjourned === null ? null : html`<p>休会:${sitting.adjourned.reason}</p>`}
    ${ballots.map(
      (one) =>
        html`<h2>议题:${one.title}(方案第 ${one.planVersion} 稿)</h2>
          ${resultOf(one, one.ruleSet, naming)}
          <p>计票人:${naming.person(one.teller)} 监票人:${naming.person(one.scrutineer)}</p>`,
    )}
    <h2>记录</h2>
    ${sitting.minutesText === null ? html`<p>(尚未记录)</p>` : paragraphs(naming.open(sitting.minutesText))}
    <p>状态:${{ none: '未记录', recorded: '已记录,未确认', confirmed: '已确认' }[sitting.minutes]}</p>
    <table>
      <tbody>
        <tr>
          <td>
            主持人签字
            <div class="blank"></div>
          </td>
          <td>
            记录人签字
            <div class="blank"></div>
          </td>
          <td>
            监督委员签字
            <div class="blank"></div>
          </td>
        </tr>
      </tbody>
    </table>`,
});

/** Paper ballots for a vote, one beside the cut of the next; `copies` of them. */
export const ballotSheet = (
  { page }: Matter,
  {
    step,
    kind,
    options,
    seats,
  }: Readonly<{ step: string; kind: string; options: readonly string[]; seats: number }>,
  { copies, naming }: Readonly<{ copies: number; naming: Naming }>,
): Sheet => ({
  title: `${naming.community}表决票`,
  body: Array.from(
    { length: copies },
    (_, n) =>
      html`<div class="paper">
        <h2>${page.title}</h2>
        <p>
          ${stepTitle(page.ruleSet, step)};方案第 ${page.plans.at(-1)?.version ?? 1} 稿,摘要
          ${page.plans.at(-1)?.hash.slice(0, 16) ?? ''}。票号 ${n + 1}/${copies}。
        </p>
        ${
          kind === 'yesNo'
            ? html`<table class="boxes">
                  <tbody>
                    <tr>
                      ${Object.values(choices).map((one) => html`<td>${one}</td>`)}
                    </tr>
                    <tr>
                      ${Object.values(choices).map(() => html`<td>□</td>`)}
                    </tr>
                  </tbody>
                </table>
                <p>请在一栏内画“√”;画两栏或涂改的为废票。</p>`
            : html`${table(
                ['选项', '选择'],
                options.map((one) => [one, '□']),
              )}
                <p>至多选 ${seats} 项;多选或涂改的为废票。</p>`
        }
      </div>`,
  ),
});

const postedWhat = { resolution: '决议公开', result: '实施结果公开' } as const;

/** A sheet that hangs: what was resolved or what came of it, how long it hangs and how to object. */
export function postingSheet(matter: Matter, posting: Posting, naming: Naming): Sheet {
  const { page, ballots } = matter;
  const plan = page.plans.at(-1);
  const resolved = ballots.filter(({ verdict, open }) => !open && verdict !== null);
  const body = html`<p>
      现将“${page.title}”${posting.kind === 'resolution' ? '的决议' : '的实施结果'}予以公开。
    </p>
    ${posting.withoutPrivateDetail || plan === undefined ? html`<p>(涉及救助对象,个人情况不予公开。)</p>` : paragraphs(naming.open(plan.text))}
    ${page.money === null ? null : html`<p>资金:${moneyWords(page.money.amountFen)},用于${page.money.purpose}。</p>`}
    ${posting.kind === 'result' ? html`<p>预算 ${posting.budgetFen === null ? '无' : moneyWords(posting.budgetFen)};实际支出 ${moneyWords(posting.spentFen ?? 0)}。</p>` : resolved.map((one) => resultOf(one, page.ruleSet, naming))}
    <p>
      公开期限:${dayWords(posting.from)}至${dayWords(posting.lastDay)},不少于 ${posting.minDays}
      日${posting.provisional ? '(末日待放假安排公布后确定)' : ''}。
    </p>
    <p>公开地点:${posting.places.map(placeTitle).join('、')}。</p>
    <p>
      如有异议,请于 ${dayWords(posting.objectionUntil)}
      前向居民委员会或居务监督委员会提出,可口头、书面或在公开页提出,提出后即得受理凭证。
    </p>
    <p>公开内容摘要(SHA-256):${posting.contentHash}</p>
    ${
      posting.proven === null
        ? null
        : html`<h2>公开情况</h2>
            ${table(
              ['地点', '起', '止', '天数', '中断天数'],
              posting.proven.places.map((one) => [
                placeTitle(one.place),
                one.from,
                one.until,
                one.days,
                one.interruptedDays,
              ]),
            )}`
    }
    ${
      posting.interruptions.length === 0
        ? null
        : table(
            ['地点', '自', '至', '中断原因'],
            posting.interruptions.map((one) => [placeTitle(one.place), one.from, one.until, one.reason]),
          )
    }`;
  return {
    title: `${postedWhat[posting.kind]}公示`,
    size: 'A3',
    signed: { by: `${naming.community}居民委员会`, on: dayWords(posting.from) },
    body,
  };
}

/** Objections and queries with their replies, blacked out as they were published. */
export const objectionsSheet = ({ page }: Matter, naming: Naming): Sheet => ({
  title: `${page.title}——异议与答复`,
  body: table(
    ['提出日', '类别', '内容', '答复期限', '答复', '结果'],
    page.objections.map((one) => [
      one.filedOn,
      one.kind === 'query' ? '询问' : '异议',
      naming.open(one.text),
      one.replyBy,
      one.reply === null ? '' : naming.open(one.reply),
      `${{ open: '待答复', answered: '已答复', upheld: '成立', rejected: '不成立' }[one.outcome as string] ?? one.outcome}${one.lateDays > 0 ? `,迟 ${one.lateDays} 日` : ''}`,
    ]),
  ),
});

/** The money of a decision: approved, contracted, paid; each with its voucher. */
export function accountsSheet({ page }: Matter): Sheet {
  const { work, money } = page;
  return {
    title: `${page.title}——收支`,
    body: html`<p>
        批准:${money === null ? '无' : moneyWords(money.amountFen)};已支出:${moneyWords(work?.spentFen ?? 0)}。
      </p>
      ${table(
        ['支付日', '收款人', '用途', '金额(元)', '凭证'],
        (work?.payments ?? []).map((one) => [
          one.paidOn,
          one.payee,
          one.purpose,
          (one.amountFen / 100).toFixed(2),
          one.voucherHash.slice(0, 16),
        ]),
      )}
      ${
        work === null || work.contracts.length === 0
          ? null
          : table(
              ['签订日', '对方', '金额(元)', '合同'],
              work.contracts.map((one) => [
                one.signedOn,
                one.payee,
                (one.amountFen / 100).toFixed(2),
                one.documentHash.slice(0, 16),
              ]),
            )
      }`,
  };
}

/** Everything that happened, event by event in words. */
export const historySheet = (title: string, events: Matter['events']): Sheet => ({
  title: `${title}——全程记录`,
  body: table(
    ['件号', '时刻', '事项'],
    events.map((event) => [event.revision + 1, timeWords(event.metadata.at), inWords(told(event)).zh]),
  ),
});
