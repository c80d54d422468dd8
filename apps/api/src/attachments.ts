import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFile, sealFile, type KeyStore } from '#eventing';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from './problem.js';

const taken = ['application/pdf', 'image/png', 'image/jpeg', 'image/webp'];

/** What a file is known by: the SHA-256 of its content, or `sealed-` and an HMAC where it tells of a person. */
export const addressPattern = /^(sealed-)?[0-9a-f]{64}$/;

/** Whether the file of an address is a sealed one. */
export const isSealedAddress = (address: string): boolean => address.startsWith('sealed-');

export type Stored = Readonly<{ hash: string; type: string; bytes: number }>;

const altered = (): Problem =>
  new Problem(500, 'attachment.altered', '附件与其哈希不符。', 'The stored file no longer matches its hash.');

/** A folder of files named by their content; those that tell of persons lie sealed. */
export class Attachments {
  constructor(
    private readonly folder: string,
    private readonly keys: KeyStore,
  ) {}

  /** Stores the bytes durably and returns their address; the same content is stored once. Refuses other types. */
  async put(bytes: Buffer, { personal = false } = {}): Promise<Stored> {
    const type = (await fileTypeFromBuffer(bytes))?.mime;
    if (type === undefined || !taken.includes(type))
      throw new Problem(
        415,
        'attachment.type',
        '只收 PDF、PNG、JPEG、WebP 文件。',
        `Only ${taken.join(', ')} are taken, by content.`,
      );
    const { address, sealed } = personal
      ? await sealFile(this.keys, bytes)
      : { address: createHash('sha256').update(bytes).digest('hex'), sealed: bytes };
    await this.write(address, sealed);
    return { hash: address, type, bytes: bytes.length };
  }

  private async write(address: string, bytes: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `.${randomUUID()}`);
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, join(this.folder, address)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(draft);
  }

  /** The bytes at an address, compared with it again; 404 where there are none, 410 where they were erased. */
  async get(address: string): Promise<{ bytes: Buffer; type: string }> {
    const stored = await readFile(join(this.folder, address)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT')
        throw new Problem(404, 'attachment.missing', '没有这个附件。', 'No attachment has this hash.');
      throw error;
    });
    const bytes = isSealedAddress(address) ? await this.opened(address, stored) : stored;
    if (!isSealedAddress(address) && createHash('sha256').update(bytes).digest('hex') !== address)
      throw altered();
    return { bytes, type: (await fileTypeFromBuffer(bytes))?.mime ?? 'application/octet-stream' };
  }

  private async opened(address: string, sealed: Buffer): Promise<Buffer> {
    const bytes = await openFile(this.keys, { address, sealed }).catch((error: Error) => {
      if (/authenticate|malformed|authentication tag/i.test(error.message)) throw altered();
      throw error;
    });
    if (bytes !== undefined) return bytes;
    throw new Problem(
      410,
      'attachment.erased',
      '该附件已按要求删除(个人信息保护法 §47)。',
      'This file was erased on request (PIPL §47).',
      { article: '个人信息保护法 §47' },
    );
  }
}
