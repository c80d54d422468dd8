import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyStore, type KeyStore } from '#eventing';
import { Attachments } from './attachments.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

let folder: string;
let keys: KeyStore;
const at = (place: string): Attachments => new Attachments(place, keys);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'siyi-attachments-'));
  keys = await openKeyStore(`${folder}-keys.sqlite`);
});
afterEach(async () => {
  await chmod(folder, 0o700);
  await keys.close();
  await rm(folder, { recursive: true });
  for (const end of ['', '-wal', '-shm']) await rm(`${folder}-keys.sqlite${end}`, { force: true });
});

describe('helios-server#23: an upload fails silently and the page says that it worked', () => {
  it('what was answered with a hash is there, byte for byte', async () => {
    const { hash, bytes } = await at(folder).put(png);
    expect(bytes).toBe(png.length);
    expect((await at(folder).get(hash)).bytes.equals(png)).toBe(true);
    expect(await readdir(folder)).toEqual([hash]);
  });

  it('what could not be stored is an error, never a hash', async () => {
    const occupied = join(folder, 'occupied');
    await writeFile(occupied, 'a file where the folder should be');
    await expect(at(occupied).put(png)).rejects.toThrow();
    await expect(at(folder).put(Buffer.from('no picture at all'))).rejects.toMatchObject({
      status: 415,
    });
    await expect(at(folder).put(Buffer.alloc(0))).rejects.toMatchObject({ status: 415 });
    expect(await readdir(folder)).toEqual(['occupied']);
  });

  it('what was cut off or changed on disk is told, not shown', async () => {
    const { hash } = await at(folder).put(png);
    await writeFile(join(folder, hash), png.subarray(0, 20));
    await expect(at(folder).get(hash)).rejects.toMatchObject({ status: 500 });
  });
});

describe('个人信息保护法 §51: a file that tells of a person', () => {
  const name = 'Knry-in-the-file';
  const pdf = Buffer.from(`%PDF-1.4\n${name}`);
  const personal = { personal: true };

  it('lies sealed, under an address that nobody can reckon from its content', async () => {
    const { hash, type } = await at(folder).put(pdf, personal);
    expect(hash).toMatch(/^sealed-[0-9a-f]{64}$/);
    expect(type).toBe('application/pdf');
    const [stored] = await readdir(folder);
    expect(stored).toBe(hash);
    expect((await readFile(join(folder, hash))).includes(name)).toBe(false);
    expect(await at(folder).get(hash)).toEqual({ bytes: pdf, type: 'application/pdf' });
    const other = await openKeyStore(`${folder}/other-keys.sqlite`);
    expect((await new Attachments(`${folder}/other`, other).put(pdf, personal)).hash).not.toBe(hash);
    await other.close();
  });

  it('is stored once, whoever uploads it again, in whatever process', async () => {
    const again = await openKeyStore(`${folder}-keys.sqlite`);
    const both = [at(folder), new Attachments(folder, again)].map((one) => one.put(pdf, personal));
    const [first, second] = await Promise.all(both);
    expect(first).toEqual(second);
    expect(await readdir(folder)).toHaveLength(1);
    await again.close();
  });

  it('is gone with its key: 410, and the same file is not taken again under it', async () => {
    const { hash } = await at(folder).put(pdf, personal);
    const key = /^file:.*/m.exec((await readFile(join(folder, hash))).toString('latin1'))?.[0] as string;
    await keys.destroy(key);
    await expect(at(folder).get(hash)).rejects.toMatchObject({ status: 410, code: 'attachment.erased' });
    await expect(at(folder).put(pdf, personal)).rejects.toMatchObject({ code: 'keys.destroyed' });
  });

  it('is told when a byte of it was changed, or its key is missing', async () => {
    const { hash } = await at(folder).put(pdf, personal);
    const stored = await readFile(join(folder, hash));
    for (const place of [0, stored.length - 1, stored.length - pdf.length - 1]) {
      const changed = Buffer.from(stored);
      changed[place] = (changed[place] as number) ^ 1;
      await writeFile(join(folder, hash), changed);
      await expect(at(folder).get(hash)).rejects.toMatchObject({ status: 500, code: 'attachment.altered' });
    }
    await writeFile(join(folder, hash), stored);
    const other = await openKeyStore(`${folder}/other-keys.sqlite`);
    await expect(new Attachments(folder, other).get(hash)).rejects.toThrow(/restore its backup/);
    await other.close();
  });
});
