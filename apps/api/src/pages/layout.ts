import { html, Html, type Part } from '#print';
import { words, type Language, type Say } from './words.js';

/** How a reader wants to be shown the pages. */
export type View = Readonly<{ language: Language; elder: boolean; say: Say }>;

/** A page: `path` is its own address, `data` where the same stands as JSON, `position` up to which log position it speaks. */
export type Page = Readonly<{
  title: string;
  path: string;
  data?: string;
  position?: string;
  body: Part;
}>;

const lang = { zh: 'zh-CN', en: 'en' } as const;

const viewed = (path: string, language: Language, elder: boolean): string =>
  `/view?${new URLSearchParams({ lang: language, type: elder ? 'large' : 'standard', back: path }).toString()}`;

/** A whole page, readable without script. */
export function pageOf({ title, path, data, position, body }: Page, { language, elder, say }: View): string {
  const other = language === 'zh' ? 'en' : 'zh';
  return html`<!doctype html>
    <html lang="${lang[language]}" class="${elder ? 'elder' : 'standard'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${say(words.brand)}</title>
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <a class="skip" href="#content">${say(words.skip)}</a>
        <header>
          <a class="name" href="/">${say(words.brand)}<small>${say(words.slogan)}</small></a>
          <a href="${viewed(path, other, elder)}" lang="${lang[other]}">${say(words.otherLanguage)}</a>
          <a href="${viewed(path, language, !elder)}">${say(elder ? words.plain : words.elder)}</a>
        </header>
        <main id="content">${body}</main>
        <footer>
          <nav aria-label="${say(words.proof)}">
            ${data === undefined ? null : html`<a href="${data}">${say(words.asData)}</a> · `}<a
              href="/audit/checkpoint"
              >${say(words.checkpoint)}</a
            >
          </nav>
          ${position === undefined ? null : html`<p>${say(words.position)} ${position}</p>`}
        </footer>
      </body>
    </html>`.text;
}

/** Pieces that belong together in one list; what is said where there are none. */
export const listOf = (pieces: readonly Html[], none: string): Html =>
  pieces.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<ul class="plain">
        ${pieces.map((piece) => html`<li class="card">${piece}</li>`)}
      </ul>`;
