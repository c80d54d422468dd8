import { html, type Html } from '#print';
import { boardCard, type BoardLine } from './board-card.js';
import { listOf, type Page, type View } from './layout.js';
import { postingSeen, type Posting } from './posting-seen.js';
import { dayIn, words } from './words.js';

type Place = Readonly<{ id: string; name: string; households: number; adults: number; position?: string }>;
type PostingLine = Readonly<{
  decision: string;
  title: string;
  posting: Posting;
  objections: readonly Readonly<{ answeredOn: string | null }>[];
}>;
type Admission = Readonly<{
  id: string;
  title: string;
  inForce: boolean;
  inForceFrom: string | null;
  inForceUntil: string | null;
}>;

/** What a community shows to everybody. */
export type CommunityShown = Readonly<{
  place: Place;
  board: Readonly<{ lines: readonly BoardLine[]; next: string | null }>;
  postings: Readonly<{ lines: readonly PostingLine[] }>;
  admissions: Readonly<{ lines: readonly Admission[] }>;
}>;

const over = ['concluded', 'filed', 'withdrawn', 'annulled'];

const postingCard = ({ decision, title, posting }: PostingLine, view: View): Html =>
  html`<h3><a href="/d/${decision}">${title}</a></h3>
    ${postingSeen(posting, view)}
    <p><a class="button" href="/d/${decision}/object?step=${posting.step}">${view.say(words.file)}</a></p>`;

function admissionCard({ title, inForceFrom, inForceUntil }: Admission, { say, language }: View): Html {
  const between = [inForceFrom, inForceUntil].map((day) => (day === null ? '' : dayIn(language, day)));
  return html`<h3>${title}</h3>
    <p class="soft">${say(words.inForce, { from: between[0] ?? '', to: between[1] ?? '' })}</p>`;
}

/** The public page of a community: what hangs, what is under way, what is finished, and which tasks were let in. */
export function communityPage({ place, board, postings, admissions }: CommunityShown, view: View): Page {
  const { say } = view;
  const { lines } = board;
  const cards = (ended: boolean): readonly Html[] =>
    lines.filter(({ phase }) => over.includes(phase) === ended).map((line) => boardCard(line, view));
  const inForce = admissions.lines.filter((one) => one.inForce).map((one) => admissionCard(one, view));
  const api = `/api/communities/${place.id}`;
  return {
    title: place.name,
    path: `/c/${place.id}`,
    data: `${api}/board`,
    ...(place.position === undefined ? {} : { position: place.position }),
    body: html`<h1>${place.name}</h1>
      <p class="soft">${place.households} ${say(words.households)} · ${place.adults} ${say(words.adults)}</p>
      <h2>${say(words.hanging)}</h2>
      ${listOf(
        postings.lines.map((line) => postingCard(line, view)),
        say(words.nothingHangs),
      )}
      <h2>${say(words.underWay)}</h2>
      ${listOf(cards(false), say(words.nothingUnderWay))}
      <h2>${say(words.ended)}</h2>
      ${listOf(cards(true), say(words.nothingEnded))}
      ${board.next === null ? null : html`<p><a href="/c/${place.id}?after=${board.next}">${say(words.older)}</a></p>`}
      <h2>${say(words.admissions)}</h2>
      ${listOf(inForce, say(words.noAdmissions))}
      <h2>${say(words.follow)}</h2>
      <p>
        <a href="${api}/board?atom=true">${say(words.atom)}</a> ·
        <a href="${api}/board?csv=true">${say(words.csvBoard)}</a> ·
        <a href="${api}/postings?csv=true">${say(words.csvPostings)}</a>
      </p>`,
  };
}
