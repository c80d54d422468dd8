import type { AdmissionRow } from '#admission';
import { html } from './html.js';
import { table, type Sheet } from './page.js';
import { dayWords, moneyWords, type Naming } from './words.js';

const opinions = { for: '同意', against: '反对', conditional: '有条件同意' } as const;

/** What a department asked for, of whom, on what basis and with which money. */
export const applicationSheet = (row: AdmissionRow): Sheet => ({
  title: `${row.title}——准入申请`,
  body: html`<p>依据:${row.application.basis}</p>
    <p>内容:${row.application.content}</p>
    <p>权限:${row.application.powers ?? ''} 人员:${row.application.people ?? ''}</p>
    <p>
      期限:${dayWords(row.application.from)}至${dayWords(row.application.until)};每月约 ${row.hoursPerMonth}
      小时;涉及社区 ${row.communityCount} 个。
    </p>
    <p>
      申报日:${row.filedOn ?? '未申报'};应决定日:${row.decideBy ?? '—'}${row.provisional ? '(暂定)' : ''}。
    </p>
    ${row.returned === null ? null : html`<p>曾退回补正:${row.returned}</p>`}
    ${row.withdrawn === null ? null : html`<p>撤回:${row.withdrawn}</p>`}`,
});

/** What the communities said, what the office found, and how the authority voted. */
export const decisionSheet = (row: AdmissionRow, naming: Naming): Sheet => ({
  title: `${row.title}——听取意见与决定`,
  body: html`${table(
    ['社区', '意见', '理由', '时刻'],
    row.opinions.map((one) => [
      naming.person(one.community),
      opinions[one.opinion as keyof typeof opinions] ?? one.opinion,
      one.text,
      dayWords(one.at),
    ]),
  )}
  ${row.review === null ? null : html`<p>审核意见:${row.review}</p>`}
  ${
    row.settled === null
      ? null
      : html`<p>
          决定(${dayWords(row.settled.sitting.heldOn)}):${row.settled.arithmetic.zh}〔${row.settled.article}〕
        </p>`
  }
  ${table(
    ['附条件', '落实日'],
    row.conditions.map((one) => [one.text, one.metOn ?? '未落实']),
  )}
  ${row.votes.map((one) => html`<p>${one.on === 'exit' ? '退出表决' : '续期表决'}(${dayWords(one.heldOn)}):${one.arithmetic.zh}</p>`)}`,
});

/** 费随事转: what is due to each community and what was paid; then how the years were rated. */
export const agreementSheet = (row: AdmissionRow, naming: Naming): Sheet => ({
  title: `${row.title}——协议、经费与评价`,
  body: html`<p>
      ${row.agreement === null ? '未签协议。' : `协议签订:${dayWords(row.agreement.signedOn)},文本 ${row.agreement.documentHash.slice(0, 16)}。`}
    </p>
    ${table(
      ['社区', '应付日', '金额'],
      row.payments.map((one) => [naming.person(one.community), one.dueOn, moneyWords(one.amountFen)]),
    )}
    ${table(
      ['社区', '支付日', '金额', '凭证'],
      row.paid.map((one) => [
        naming.person(one.community),
        one.paidOn,
        moneyWords(one.amountFen),
        one.voucherHash.slice(0, 16),
      ]),
    )}
    ${row.reviews.map((one) => html`<p>${one.year} 年评价:${one.arithmetic.zh}</p>`)}`,
});
