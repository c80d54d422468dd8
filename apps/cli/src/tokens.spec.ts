import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jwtVerify } from 'jose';
import { folderAt, removeFolder } from './folder.js';
import { embeddedTokens, signToken } from './tokens.js';

it('several that start at once on a new folder agree on one signing key', async () => {
  for (let round = 0; round < 20; round += 1) {
    const folder = folderAt(mkdtempSync(join(tmpdir(), 'siyi-tokens-')));
    const rules = await Promise.all(Array.from({ length: 4 }, () => embeddedTokens(folder)));
    const { token } = await signToken(folder, 'somebody', 'token', 1);
    for (const { keys, issuer, audience } of rules)
      await expect(jwtVerify(token, keys, { issuer, audience })).resolves.toMatchObject({
        payload: { sub: 'somebody' },
      });
    expect(readdirSync(folder.identity)).toEqual(['signing-key.json']);
    removeFolder(folder);
  }
});
