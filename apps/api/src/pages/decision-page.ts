import { html, type Html } from '#print';
import { ruleSet, type Words } from '#procedure';
import { phaseTag } from './board-card.js';
import { listOf, type Page, type View } from './layout.js';
import { objectionCard, type ObjectionShown } from './objection-card.js';
import { postingSeen, type Posting } from './posting-seen.js';
import { track } from './track.js';
import { dayIn, markWords, words, yuanOf } from './words.js';

type Tally = Readonly<Record<'roll' | 'present' | 'yes' | 'no' | 'abstain' | 'spoiled', number>>;
type Ballot = Readonly<{
  ballot: string;
  number: number;
  step: string;
  heldOn: string;
  open: boolean;
  tally: Tally | null;
  verdict: Readonly<{ carried: boolean; arithmetic: Words; article: string }> | null;
}>;
type Work = Readonly<{
  startedOn: string;
  completedOn: string | null;
  percent: number;
  spentFen: number;
  notes: readonly Readonly<{ note: string; percent: number; at: string }>[];
}>;

/** A decision as `GET /api/decisions/{id}` gives it to everybody. */
export type DecisionShown = Readonly<{
  decision: string;
  community: string;
  ruleSet: string;
  title: string;
  phase: string;
  step: string;
  openedOn: string;
  money: Readonly<{ amountFen: number; purpose: string; payeeRule: string }> | null;
  plans: readonly Readonly<{ version: number; text?: string | null; reason: string | null }>[];
  ballots: readonly Ballot[];
  postings: readonly Posting[];
  objections: readonly ObjectionShown[];
  work: Work | null;
  marks: readonly Readonly<{ kind: string; at: string; reason: string | null; article: string | null }>[];
  position?: string;
}>;

function titleOf({ ruleSet: id }: DecisionShown, step: string, { language }: View): string {
  const set = ruleSet(id);
  return (set.steps.find(({ key }) => key === step) ?? set.residentsMeeting)?.title[language] ?? step;
}

function ballotCard(decision: DecisionShown, { step, heldOn, tally, verdict }: Ballot, view: View): Html {
  const { say, language } = view;
  const names = ['yes', 'no', 'abstain', 'spoiled', 'present', 'roll'] as const;
  return html`<h3>
      ${titleOf(decision, step, view)}
      ${verdict === null ? null : html`<span class="tag ${verdict.carried ? 'good' : 'bad'}">${say(verdict.carried ? words.carried : words.notCarried)}</span>`}
    </h3>
    <p class="soft">${say(words.heldOn)} ${dayIn(language, heldOn)}</p>
    ${
      tally === null
        ? null
        : html`<dl class="tally">
            ${names.map(
              (name) =>
                html`<div>
                  <dt>${say(words[name])}</dt>
                  <dd>${tally[name]}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${
      verdict === null
        ? null
        : html`<details open>
            <summary>${say(words.arithmetic)}</summary>
            <p>${verdict.arithmetic[language]}</p>
            <p class="soft">${verdict.article}</p>
          </details>`
    }`;
}

function workSeen(work: Work, { say, language }: View): Html {
  const { startedOn, completedOn, percent, spentFen, notes } = work;
  return html`<p>
      ${say(words.workSince, { day: dayIn(language, startedOn) })} ·
      ${completedOn === null ? say(words.percent, { n: percent }) : say(words.workDone, { day: dayIn(language, completedOn) })}
      · ${say(words.spent)} ${yuanOf(spentFen)}
    </p>
    <ul>
      ${notes.map(({ note, at }) => html`<li>${dayIn(language, at)} ${note}</li>`)}
    </ul>`;
}

function planSeen({ plans }: DecisionShown, { say }: View): Html {
  const plan = plans.at(-1);
  if (plan === undefined) return html``;
  const text = plan.text ?? null;
  return html`<h2>${say(words.plan)} <small class="soft">${say(words.planVersion, { n: plan.version })}</small></h2>
    ${text === null ? html`<p class="soft">${say(words.planSealed)}</p>` : html`<p class="plan">${text}</p>`}`;
}

/** The disclosure that an objection is about: the latest that hangs, else the first of the rule set; a set without one takes none. */
const objectedTo = ({ postings, ruleSet: id }: DecisionShown): string | undefined =>
  postings.findLast((one) => !one.void)?.step ??
  ruleSet(id).steps.find(({ kind }) => kind === 'posting')?.key;

/** The public page of a decision: its steps, its plan, every result with its arithmetic, postings, objections and the work. */
export function decisionPage(decision: DecisionShown, name: string, view: View): Page {
  const { say, language } = view;
  const { decision: id, title, community, phase, step, openedOn, money, work, marks } = decision;
  const closed = decision.ballots.filter(({ open }) => !open);
  const about = objectedTo(decision);
  return {
    title,
    path: `/d/${id}`,
    data: `/api/decisions/${id}`,
    ...(decision.position === undefined ? {} : { position: decision.position }),
    body: html`<p><a href="/c/${community}">${name}</a></p>
      <h1>${title}</h1>
      <p>
        ${phaseTag(phase, view)} ${titleOf(decision, step, view)}
        <span class="soft">${say(words.opened, { day: dayIn(language, openedOn) })}</span>
      </p>
      ${track(decision, view)}
      ${
        marks.length === 0
          ? null
          : html`<h2>${say(words.marks)}</h2>
              ${marks.map(
                ({ kind, at, reason, article }) =>
                  html`<p>
                    <strong>${say(markWords[kind] ?? { zh: kind, en: kind })}</strong> ${dayIn(language, at)}
                    ${reason} <span class="soft">${article}</span>
                  </p>`,
              )}`
      }
      ${planSeen(decision, view)}
      ${money === null ? null : html`<p><strong>${say(words.money)}</strong> ${yuanOf(money.amountFen)} · ${money.purpose} · ${money.payeeRule}</p>`}
      <h2>${say(words.results)}</h2>
      ${listOf(
        closed.map((ballot) => ballotCard(decision, ballot, view)),
        say(words.noResults),
      )}
      <h2>${say(words.postings)}</h2>
      ${listOf(
        decision.postings.map(
          (one) => html`<h3>${titleOf(decision, one.step, view)}</h3>${postingSeen(one, view)}`,
        ),
        say(words.nothingHangs),
      )}
      <h2>${say(words.objections)}</h2>
      ${listOf(
        decision.objections.map((one) => objectionCard(one, view)),
        say(words.noObjections),
      )}
      ${about === undefined ? null : html`<p><a class="button" href="/d/${id}/object?step=${about}">${say(words.file)}</a></p>`}
      ${work === null ? null : html`<h2>${say(words.work)}</h2>${workSeen(work, view)}`}
      <p><a href="/api/decisions/${id}/history">${say(words.history)}</a></p>`,
  };
}
