import { createServer, type IncomingMessage, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import {
  addCheckpoint,
  writeNote,
  type AddCheckpoint,
  type Signer,
  type Verifier,
  type WitnessState,
} from '#audit';
import { Rejection } from '#kernel';
import { writeWhole } from '../folder.js';

const most = 64 * 1024;

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** The body of `add-checkpoint`: `old N`, proof lines, an empty line, the note; undefined where it is none. */
function asked(body: string): AddCheckpoint | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(end, 0)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map((line) => Buffer.from(line, 'base64'));
  if (end < 0 || old === undefined || lines.length > 63 || proof.some((one) => one.length !== 32))
    return undefined;
  return { old: Number(old), proof, note: body.slice(end + 2) };
}

type Options = Readonly<{ state: string; logs: readonly Verifier[]; signer: Signer; now?: () => number }>;

/** A witness over HTTP (C2SP tlog-witness). What it saw lies in one small file, written before an answer goes out. */
export function witnessServer({ state: path, logs, signer, now = () => Date.now() / 1000 }: Options): Server {
  const state = (): WitnessState =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as WitnessState) : {};
  // one after the other by itself: nothing is awaited between reading the state and writing it
  const answer = (request: AddCheckpoint): readonly [status: number, text: string, type?: string] => {
    try {
      const found = addCheckpoint(state(), request, { logs, signer, now: Math.floor(now()) });
      if (found.status === 409) return [409, `${found.size}\n`, 'text/x.tlog.size'];
      if (found.status !== 200) return [found.status, `${found.reason}\n`];
      writeWhole(path, JSON.stringify(found.state));
      return [200, writeNote({ text: '', signatures: [found.signature] }).slice(1)];
    } catch (error) {
      if (error instanceof Rejection) return [400, `${error.message}\n`];
      throw error;
    }
  };
  return createServer((request, response) => {
    const end = (status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
      response.writeHead(status, { 'content-type': type }).end(text);
    };
    if (request.method !== 'POST' || request.url !== '/add-checkpoint')
      return end(404, 'POST /add-checkpoint\n');
    bodyOf(request).then(
      (body) => {
        const parsed = body === undefined ? undefined : asked(body);
        if (parsed === undefined) return end(400, 'no add-checkpoint request\n');
        return end(...answer(parsed));
      },
      (error: Error) => end(500, `${error.message}\n`),
    );
  });
}
