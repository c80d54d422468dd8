import { bodyWords } from './domain/body-words.js';
import { countOf } from './domain/quorum.js';
import type { Told } from './told.js';

export type Words = Readonly<{ zh: string; en: string }>;

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const filedWords = {
  objection: { zh: '异议', en: 'Objection' },
  query: { zh: '询问', en: 'Query' },
  interpellation: { zh: '书面质询', en: 'Interpellation' },
} as const;
const say = (zh: string, en: string): Words => ({ zh, en });

function ofSitting(event: Told): Words | undefined {
  switch (event.type) {
    case 'SittingConvened': {
      const { heldOn, place, noticeGiven, noticeNeeded, waived } = event.data;
      const short = waived === null ? '' : `(免除通知期:${waived})`;
      return say(
        `召集会议:${heldOn} ${place},提前 ${noticeGiven} 日通知,要求 ${noticeNeeded} 日${short}`,
        `Sitting convened for ${heldOn}: ${noticeGiven} days' notice, ${noticeNeeded} needed`,
      );
    }
    case 'SittingCancelled':
      return say(`取消会议:${event.data.reason}`, `Sitting cancelled: ${event.data.reason}`);
    case 'SittingOpened': {
      const { rolls, heldOn, enteredLateDays: late, communityKind } = event.data;
      const listed = (language: 'zh' | 'en'): readonly string[] =>
        rolls.map(
          ({ body, roll }) => `${bodyWords([body], heldOn, communityKind)[language]} ${countOf(roll)}`,
        );
      return say(
        `会议开始(${heldOn}),名册冻结:${listed('zh').join('、')}${late ? `;补录晚 ${late} 日` : ''}`,
        `Sitting opened (${heldOn}); rolls frozen: ${listed('en').join(', ')}${late ? `; entered ${late} days later` : ''}`,
      );
    }
    case 'LateEntryConfirmed':
      return say('第二人确认补录', 'A second person confirmed the late entry');
    case 'ArrivalRecorded':
      return say(`${event.data.persons.length} 人到会`, `${event.data.persons.length} arrived`);
    case 'HeadcountRecorded':
      return say(`清点到会 ${event.data.number}`, `Counted present: ${event.data.number}`);
    case 'DepartureRecorded':
      return say('一人离场', 'One left');
    case 'SittingAdjourned':
      return say(`休会:${event.data.reason}`, `Adjourned: ${event.data.reason}`);
    case 'SittingClosed':
      return say('会议结束', 'Sitting closed');
    case 'MinutesRecorded':
      return say('记录会议', 'Minutes recorded');
    case 'MinutesConfirmed':
      return say('会议记录已确认', 'Minutes confirmed');
    default:
      return undefined;
  }
}

function ofDeliberation(event: Told): Words | undefined {
  switch (event.type) {
    case 'DecisionOpened':
      return say(`提出事项:${event.data.title}`, `Opened: ${event.data.title}`);
    case 'PlanRevised': {
      const { planVersion, reason } = event.data;
      return say(
        `修改方案(第 ${planVersion} 稿):${reason}`,
        `Plan revised (version ${planVersion}): ${reason}`,
      );
    }
    case 'RecusalDeclared':
      return say(`申明回避(${event.data.step})`, `Recusal declared (${event.data.step})`);
    case 'BallotOpened': {
      const { ballot, step, quorum, rule } = event.data;
      const count = quorum ? quorum.arithmetic : say('不设法定人数', 'no quorum');
      const source = quorum?.article ?? rule.majority.source;
      return say(
        `第 ${ballot} 次表决开始(${step}):${count.zh}(${source})`,
        `Ballot ${ballot} opened (${step}): ${count.en} (${source})`,
      );
    }
    case 'VoteCast':
      return event.data.via === 'phone'
        ? say('一人投票', 'One voted')
        : say('录入一张票', 'One paper entered');
    case 'PaperVoteVoidAsked':
      return say(`请求作废一张票:${event.data.reason}`, `Voiding asked: ${event.data.reason}`);
    case 'PaperVoteVoided':
      return say(`作废一张票:${event.data.reason}`, `One paper voided: ${event.data.reason}`);
    case 'CountsRecorded':
      return say('计票人录入票数', 'Counts entered by the teller');
    case 'CountsConfirmed':
      return say('监票人确认票数', 'Counts confirmed by the scrutineer');
    case 'DepartureNoted':
      return say('一人离场,不再投票', 'One left and may not vote any more');
    case 'BallotClosed':
    case 'VerdictRecounted': {
      const { arithmetic, article } = event.data.verdict;
      const again = event.type === 'VerdictRecounted';
      return say(
        `${again ? '重计' : '表决结果'}:${arithmetic.zh}(${article})`,
        `${again ? 'Recounted' : 'Result'}: ${arithmetic.en} (${article})`,
      );
    }
    case 'StepPassed':
      return say(`“${event.data.step}”通过`, `"${event.data.step}" passed`);
    case 'StepFailed':
      return say(`“${event.data.step}”未通过`, `"${event.data.step}" failed`);
    case 'CorrectionAsked':
      return say(`请求更正:${event.data.reason}`, `Correction asked: ${event.data.reason}`);
    case 'DecisionWithdrawn':
      return say(`撤回:${event.data.reason}`, `Withdrawn: ${event.data.reason}`);
    case 'DecisionReentered':
      return say(
        `修改后自“${event.data.step}”重新提出:${event.data.reason}`,
        `Re-entered at "${event.data.step}": ${event.data.reason}`,
      );
    case 'DecisionReferred':
      return say(
        `提交${event.data.communityKind === 'village' ? '村民会议' : '居民会议'}(${event.data.article})`,
        `Referred to the ${event.data.communityKind === 'village' ? "villagers'" : "residents'"} meeting (${event.data.article})`,
      );
    case 'DecisionAnnulled':
      return say(
        `被撤销:${event.data.reason}(${event.data.article})`,
        `Annulled: ${event.data.reason} (${event.data.article})`,
      );
    case 'RelianceNoted':
      return say('另一决定以此为依据', 'Another decision relies on this one');
    case 'RelianceLost':
      return say('所依据的决定已失效', 'A decision relied on has fallen');
    default:
      return undefined;
  }
}

function ofPosting(event: Told): Words | undefined {
  switch (event.type) {
    case 'PostingChecked':
      return event.data.opinion === 'agreed'
        ? say('居务监督委员会审核同意公布', 'The supervision committee agreed to the posting')
        : say('居务监督委员会有异议', 'The supervision committee objected');
    case 'ResolutionPosted':
    case 'ResultPosted': {
      const { from, lastDay, minDays, postedLateDays: late, provisional, sources } = event.data;
      const title =
        event.type === 'ResultPosted'
          ? say('结果公开', 'Result posted')
          : say('决议公开', 'Resolution posted');
      return say(
        `${title.zh}:${from} 起 ${minDays} 日,至 ${lastDay}${provisional ? '(暂定)' : ''}${late ? `;晚 ${late} 日公布` : ''}(${sources.join('、')})`,
        `${title.en} from ${from} for ${minDays} days, to ${lastDay}${provisional ? ' (provisional)' : ''}${late ? `; ${late} days late` : ''} (${sources.join(', ')})`,
      );
    }
    case 'HangingAttested':
      return say(`证明已张贴(${event.data.place})`, `Hanging attested (${event.data.place})`);
    case 'TakingDownAttested':
      return say(`证明已撤下(${event.data.place})`, `Taking-down attested (${event.data.place})`);
    case 'InterruptionReported': {
      const { place, from, until, lastDay } = event.data;
      return say(
        `中断 ${from} 至 ${until}(${place}),公开至 ${lastDay}`,
        `Interrupted ${from} to ${until} (${place}); runs to ${lastDay}`,
      );
    }
    case 'BoardPhotographed': {
      const { place, on, printedOn } = event.data;
      return printedOn === on
        ? say(
            `${on} 的照片(${place}),当日码相符`,
            `Photograph of ${on} (${place}), with the code of that day`,
          )
        : say(`${on} 的照片(${place})`, `Photograph of ${on} (${place})`);
    }
    case 'PageProbed':
      return event.data.found
        ? say(`${event.data.on} 网页可见公示`, `The public page showed it on ${event.data.on}`)
        : say(
            `${event.data.on} 网页未见公示,公开至 ${event.data.lastDay}`,
            `The public page did not show it on ${event.data.on}; runs to ${event.data.lastDay}`,
          );
    case 'PostingEndSettled':
      return say(`届满日确定为 ${event.data.lastDay}`, `Last day settled: ${event.data.lastDay}`);
    case 'PostingProven': {
      const { days, needed, article } = event.data;
      return say(
        `公开 ${days} 日,要求 ${needed} 日:已证明(${article})`,
        `Posted for ${days} days, ${needed} needed: proven (${article})`,
      );
    }
    case 'ObjectionFiled': {
      const { kind, replyBy } = event.data;
      return say(
        `收到${filedWords[kind].zh},答复期至 ${replyBy}`,
        `${filedWords[kind].en} filed; reply due ${replyBy}`,
      );
    }
    case 'ObjectionAnswered': {
      const late = event.data.lateDays;
      return say(`答复${late ? `(晚 ${late} 日)` : ''}`, `Answered${late ? ` (${late} days late)` : ''}`);
    }
    case 'ObjectionUpheld':
      return say(`异议成立,回到“${event.data.reenter}”`, `Objection upheld; back to "${event.data.reenter}"`);
    case 'ObjectionEscalated': {
      const { why, answerBy } = event.data;
      return say(
        `上报街道(${why === 'late' ? '逾期未答复' : '异议人不满意'}),${answerBy} 前处理`,
        `Escalated to the street (${why === 'late' ? 'late' : 'not satisfied'}), answer by ${answerBy}`,
      );
    }
    default:
      return undefined;
  }
}

function ofWork(event: Told): Words | undefined {
  switch (event.type) {
    case 'ImplementationStarted':
      return say(`${event.data.startedOn} 开始实施`, `Work began on ${event.data.startedOn}`);
    case 'ProgressReported':
      return say(
        `进度 ${event.data.percent}%:${event.data.note}`,
        `${event.data.percent} %: ${event.data.note}`,
      );
    case 'ContractRecorded':
      return say(
        `签订合同 ${yuan(event.data.amountFen)} 元`,
        `Contract over ${yuan(event.data.amountFen)} yuan`,
      );
    case 'SpendingRecorded': {
      const { amountFen, spentFen, approvedFen } = event.data;
      return say(
        `支出 ${yuan(amountFen)} 元;累计 ${yuan(spentFen)} ≤ 批准 ${yuan(approvedFen)}`,
        `Spent ${yuan(amountFen)} yuan; ${yuan(spentFen)} of ${yuan(approvedFen)} approved`,
      );
    }
    case 'ImplementationCompleted': {
      const { completedOn, resultPostingBy } = event.data;
      return say(
        `${completedOn} 完成,${resultPostingBy} 前公开结果`,
        `Completed on ${completedOn}; result due by ${resultPostingBy}`,
      );
    }
    case 'OutsideFactRecorded':
      return say(`外部事实:${event.data.title}`, `Outside fact: ${event.data.title}`);
    case 'FileClosed':
      return say(
        `归档:${event.data.entries.length} 件,保管期限 ${event.data.retention}`,
        `File closed: ${event.data.entries.length} entries, kept ${event.data.retention}`,
      );
    case 'RemarkMade':
      return say('监督意见', 'Remark of the supervision committee');
    default:
      return undefined;
  }
}

/** An event in one line; whom a vote was for is not in it. */
export const inWords = (event: Told): Words =>
  ofSitting(event) ??
  ofDeliberation(event) ??
  ofPosting(event) ??
  ofWork(event) ?? { zh: event.type, en: event.type };
