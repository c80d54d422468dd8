import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { random } from '../../../../test/faults/random.js';
import { fill, Image, told } from '../testing/damaged.js';
import { StoreError } from './store-error.js';

const every = process.env['SIYI_FLIPS'] === 'all';
const patience = every ? 4 * 60 * 60_000 : 120_000;
const { below } = random('flipped bits');

let folder: string;
let path: string;
let open: Image;
let stopped: Image;
let whole: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'siyi-damage-'));
  path = join(folder, 'events.sqlite');
  const { file } = fill(path, 120);
  // As kill -9 leaves it: everything in the write-ahead log.
  open = new Image(path);
  file.close();
  stopped = new Image(path);
  whole = told(path) as string;
});
afterAll(() => rmSync(folder, { recursive: true }));

const SMALL = 100_000;

/** One bit of each byte of a small file, else of some bytes at random. */
function flips(bytes: Buffer, some: number): [at: number, bit: number][] {
  return every && bytes.length < SMALL
    ? Array.from(bytes, (_, at) => [at, (at * 7 + (at >> 8)) % 8])
    : Array.from({ length: every ? 25 * some : some }, () => [below(bytes.length), below(8)]);
}

function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

/** Either a fault is told, or everything that can be read is as it was written; gives how often it was told. */
function found(image: Image, part: '' | '-wal' | '-end', damaged: Iterable<Buffer | undefined>): number {
  let faults = 0;
  for (const bytes of damaged) {
    image.put(path, part, bytes);
    const said = told(path);
    if (said instanceof StoreError) faults += 1;
    else expect(said).toBe(whole);
  }
  return faults;
}

test('the sound store says what was written, stopped or as a kill leaves it', () => {
  expect(JSON.parse(whole)).toHaveLength(2 + 3 * 6 + 5);
  for (const image of [open, stopped]) {
    image.put(path);
    expect(told(path)).toBe(whole);
  }
});

describe('bytes edited on disk and the audit says consistent (immudb#2063)', () => {
  test.each([
    ['', 'the file', 150, 50],
    ['-wal', 'the write-ahead log of a killed node', 80, 80],
    ['-end', 'the mark of the end', 12, 1],
  ] as const)(
    'a flipped bit in %s%s is found, or nothing that can be read has changed',
    (part, _, some, least) => {
      const image = part === '' ? stopped : open;
      const bytes = image.of(part);
      function* damaged(): Generator<Buffer> {
        for (const [at, bit] of flips(bytes, some)) yield flipped(bytes, at, bit);
      }
      expect(found(image, part, damaged())).toBeGreaterThanOrEqual(least);
    },
    patience,
  );
});

describe('a file cut off', () => {
  test('at any length is found', () => {
    const bytes = stopped.of('');
    const lengths = Array.from({ length: 24 }, (_, n) => (n < 12 ? n * 4096 : below(bytes.length)));
    expect(
      found(
        stopped,
        '',
        lengths.map((length) => bytes.subarray(0, length)),
      ),
    ).toBe(24);
  });

  test('in its write-ahead log is found, wherever', () => {
    const bytes = open.of('-wal');
    const lengths = Array.from({ length: 24 }, (_, n) => (n === 0 ? 0 : below(bytes.length)));
    expect(
      found(
        open,
        '-wal',
        lengths.map((length) => bytes.subarray(0, length)),
      ),
    ).toBe(24);
  });

  test('a write-ahead log that is gone is found, and a file that is gone is not made anew', () => {
    expect(found(open, '-wal', [undefined])).toBe(1);
    expect(found(stopped, '', [undefined])).toBe(1);
  });
});

test('the fault of a shorter log says up to where everything was acknowledged and what to do', () => {
  stopped.put(path, '', Buffer.alloc(0));
  expect(told(path)).toMatchObject({ code: 'store.corrupt' });
  expect(String(told(path))).toMatch(/ends at position 0.*up to position 124 was acknowledged.*delete/);
});
