import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { BoardPage, PostingLine } from '#decision';
import { writeCsv } from '#kernel';

type Lines = BoardPage['lines'];

const columns = [
  ...(['decision', 'title', 'category', 'phase', 'step', 'openedOn', 'amountFen', 'postingLastDay'] as const),
  ...(['postingProven', 'objectionsOpen', 'replyDue', 'movedAt'] as const),
] as const;

/** A board as open data for a spreadsheet; `verdicts` says step by step what carried. */
export function boardCsv(lines: Lines): string {
  const rows = lines.map((line) => [
    ...columns.map((name) => (line[name] === null ? null : String(line[name]))),
    line.verdicts.map(({ step, carried }) => `${step} ${carried ? '✓' : '✗'}`).join('; '),
  ]);
  return writeCsv([[...columns, 'verdicts'], ...rows]);
}

const heads = [
  'decision',
  'title',
  'step',
  'from',
  'lastDay',
  'objectionUntil',
  'state',
  'objections',
  'answered',
];

type PostedLine = Pick<PostingLine, 'decision' | 'title' | 'posting'> &
  Readonly<{ objections: readonly Pick<PostingLine['objections'][number], 'answeredOn'>[] }>;

/** Postings as open data: where each stands, how many objections it met and how many were answered. */
export function postingsCsv(lines: readonly PostedLine[]): string {
  const rows = lines.map(({ decision, title, posting, objections }) => [
    ...[decision, title, posting.step, posting.from, posting.lastDay, posting.objectionUntil],
    posting.void ? 'void' : posting.proven === null ? 'up' : 'proven',
    String(objections.length),
    String(objections.filter(({ answeredOn }) => answeredOn !== null).length),
  ]);
  return writeCsv([heads, ...rows]);
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text inside XML 1.0: marks escaped, characters that it does not know left out. */
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (mark) => marks[mark] ?? mark);

function entry({ decision, title, phase, step, movedAt, verdicts }: Lines[number]): string {
  const last = verdicts.at(-1);
  const summary = [`${step} · ${phase}`, ...(last ? [last.arithmetic.zh] : [])].join(' — ');
  return [
    '  <entry>',
    `    <id>urn:uuid:${xml(decision)}</id>`,
    `    <title>${xml(title)}</title>`,
    `    <updated>${xml(movedAt)}</updated>`,
    `    <link href="/d/${xml(decision)}"/>`,
    `    <summary>${xml(summary)}</summary>`,
    '  </entry>',
  ].join('\n');
}

/** A board as an Atom feed (RFC 4287), the decision that moved last first. */
export function boardAtom(community: string, lines: Lines): string {
  const moved = lines.toSorted((a, b) => (a.movedAt < b.movedAt ? 1 : -1));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    `  <id>urn:uuid:${xml(community)}</id>`,
    '  <title>居务公开</title>',
    `  <updated>${xml(moved[0]?.movedAt ?? '1970-01-01T00:00:00.000Z')}</updated>`,
    `  <link rel="self" href="/api/communities/${xml(community)}/board?atom=true"/>`,
    '  <author><name>Sìyì</name></author>',
    ...moved.map(entry),
    '</feed>',
    '',
  ].join('\n');
}

/** Answers a public text with its ETag; nothing but 304 to whoever has it already. */
export function cached(
  reply: FastifyReply,
  type: string,
  text: string,
  known: string | undefined,
): string | undefined {
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  reply.header('ETag', tag).header('Cache-Control', 'public, max-age=60').type(type);
  if (!known?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)) return text;
  reply.status(304);
  return undefined;
}
