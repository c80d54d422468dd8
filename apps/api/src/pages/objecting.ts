import { html } from '#print';
import type { Page, View } from './layout.js';
import { dayIn, words } from './words.js';

type Asked = Readonly<{
  decision: string;
  title: string;
  step: string;
  /** By which a form sent twice is filed once. */
  key: string;
  /** What was wrong, and what had been written. */
  wrong?: string;
  text?: string;
  contact?: string;
}>;

/** The form by which anybody objects or asks, without an account. */
export function objectionForm(asked: Asked, { say }: View): Page {
  const { decision, title, step, key, wrong, text = '', contact = '' } = asked;
  return {
    title: say(words.file),
    path: `/d/${decision}/object?step=${step}`,
    body: html`<p><a href="/d/${decision}">${say(words.back)}</a></p>
      <h1>${say(words.file)}</h1>
      <p>${say(words.fileWhere)}: <strong>${title}</strong></p>
      ${wrong === undefined ? null : html`<p class="card bad" role="alert">${say(words.sorry)}: ${wrong}</p>`}
      <form method="post" action="/d/${decision}/object">
        <input type="hidden" name="step" value="${step}" />
        <input type="hidden" name="key" value="${key}" />
        <label for="text">${say(words.fileText)}</label>
        <p class="soft" id="about-text">${say(words.fileTextHint)}</p>
        <textarea id="text" name="text" maxlength="5000" required aria-describedby="about-text">${text}</textarea>
        <label for="contact">${say(words.fileContact)}</label>
        <p class="soft" id="about-contact">${say(words.fileContactHint)}</p>
        <input id="contact" name="contact" value="${contact}" maxlength="200" autocomplete="tel" aria-describedby="about-contact" />
        <p><button>${say(words.fileGo)}</button></p>
      </form>`,
  };
}

/** What whoever filed takes with him. */
export type Slip = Readonly<{
  receipt: string;
  code: string;
  kind: 'objection' | 'query';
  filedOn: string;
  replyBy: string;
}>;

/** The slip: receipt, clock, and the code that is shown once. */
export function slipPage(decision: string, slip: Slip, { say, language }: View): Page {
  return {
    title: say(words.filed),
    path: `/d/${decision}`,
    body: html`<h1>${say(words.filed)}</h1>
      <p role="status">${say(words.slip)}</p>
      <dl>
        <dt>${say(words.receipt)}</dt>
        <dd class="code">${slip.receipt}</dd>
        <dt>${say(words.code)}</dt>
        <dd class="code">${slip.code}</dd>
      </dl>
      <p>
        ${say(words[slip.kind])} · ${say(words.filedOn, { day: dayIn(language, slip.filedOn) })} ·
        ${say(words.replyBy, { day: dayIn(language, slip.replyBy) })}
      </p>
      <p><a class="button" href="/d/${decision}">${say(words.back)}</a></p>`,
  };
}
