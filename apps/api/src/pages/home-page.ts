import { html, type Html } from '#print';
import { listOf, type Page, type View } from './layout.js';
import { boardCard, type BoardLine } from './board-card.js';
import { words } from './words.js';

export type Community = Readonly<{ id: string; name: string }>;

const searchForm = ({ say }: View, search = ''): Html =>
  html`<form class="search" action="/search" method="get" role="search">
    <div>
      <label for="search">${say(words.search)}</label>
      <input id="search" name="search" value="${search}" maxlength="100" required aria-describedby="hint" />
    </div>
    <button>${say(words.searchGo)}</button>
    <p class="soft" id="hint">${say(words.searchHint)}</p>
  </form>`;

/** The start: the communities, and a search over all matters. */
export function homePage(
  { communities, next }: Readonly<{ communities: readonly Community[]; next: string | null }>,
  view: View,
): Page {
  const { say } = view;
  const cards = communities.map(({ id, name }) => html`<a href="/c/${id}">${name}</a>`);
  return {
    title: say(words.communities),
    path: '/',
    data: '/api/communities',
    body: html`<h1>${say(words.communities)}</h1>
      ${searchForm(view)} ${listOf(cards, say(words.noCommunities))}
      ${next === null ? null : html`<p><a href="/?after=${next}">${say(words.more)}</a></p>`}`,
  };
}

/** What a search found. */
export function searchPage(search: string, lines: readonly BoardLine[], view: View): Page {
  const { say } = view;
  const query = new URLSearchParams({ search }).toString();
  return {
    title: say(words.found),
    path: `/search?${query}`,
    body: html`<h1>${say(words.found)}</h1>
      ${searchForm(view, search)}
      <h2>${say(words.matters, { n: lines.length })}</h2>
      ${listOf(
        lines.map((line) => boardCard(line, view)),
        say(words.nothingFound),
      )}`,
  };
}
