import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkpointText,
  consistencyProof,
  readCheckpoint,
  readVerifier,
  signatureOf,
  verifierOf,
  verifyBundle,
  verifyGrowth,
  writeNote,
  writeVerifier,
  type Bundle,
  type Finding,
  type GrowthFile,
  type Trust,
} from '#audit';
import { invalid, missing } from '#kernel';
import type { Given } from '../commands.js';
import { writeWhole, type Folder } from '../folder.js';
import { progress } from '../progress.js';
import { openSession } from '../session.js';
import { ownSettings } from '../settings/index.js';
import { bundleOf } from './bundling.js';
import { auditFolder, growTree, logSigner, recheck, signerAt, treeOnDisk } from './transparency.js';
import { witnessServer } from './witness-server.js';
import { cosigned, witnessesOf } from './witnesses.js';

const sayFindings = (findings: readonly Finding[]): string =>
  findings.map(({ name, where, what }) => `  ${name}  ${where}  ${what}\n`).join('');

/** `siyi checkpoint`: the tree up to the log, a signed checkpoint, cosigned by the witnesses; `--all` hashes the log anew first. */
export async function checkpointCommand(given: Given, folder: Folder): Promise<number> {
  const session = await openSession(folder);
  try {
    const bar = progress('log');
    const total = Number(await session.log.end());
    if (given.all) {
      const findings = await recheck(folder, session.log, (n) => bar.at(n, total));
      bar.end();
      if (findings.length > 0) {
        console.log(
          given.json
            ? JSON.stringify({ findings })
            : `日志已被改动 the log was changed:\n${sayFindings(findings)}`,
        );
        return 1;
      }
    }
    const { tree, reach } = await growTree(folder, session.log);
    const signer = logSigner(folder, ownSettings().logKeyFile);
    const text = checkpointText({ origin: signer.name, size: reach.size, root: tree.root() });
    const own = writeNote({ text, signatures: [signatureOf(text, signer)] });
    const witnesses = witnessesOf(folder);
    const { note, silent } = await cosigned(witnesses, tree, { note: own, size: reach.size });
    const enough = witnesses.asked.length - silent.length >= witnesses.need;
    if (enough) writeWhole(join(auditFolder(folder), 'checkpoint'), note);
    const key = writeVerifier(verifierOf(signer));
    if (given.json) console.log(JSON.stringify({ size: reach.size, note, key, silent, published: enough }));
    else {
      console.log(note);
      console.log(`公钥 key: ${key}`);
      if (!enough) console.log(`见证不足,未公布 not published, too few witnesses: ${silent.join(', ')}`);
    }
    return enough ? 0 : 1;
  } finally {
    await session.close();
  }
}

/** The checkpoint that was published last. */
function published(folder: Folder): string {
  const path = join(auditFolder(folder), 'checkpoint');
  return existsSync(path)
    ? readFileSync(path, 'utf8')
    : missing(
        'audit.noCheckpoint',
        '还没有检查点:请先运行 siyi checkpoint。',
        'There is no checkpoint yet: run siyi checkpoint first.',
      );
}

/** `siyi bundle`: one file with everything of a decision and its proofs. */
export async function bundleCommand(given: Given, folder: Folder): Promise<number> {
  const checkpoint = published(folder);
  const session = await openSession(folder);
  try {
    const bundle = await bundleOf(session.log, treeOnDisk(folder), {
      decision: given.args[0] as string,
      checkpoint,
    });
    const text = `${JSON.stringify(bundle)}\n`;
    if (given.out === undefined) process.stdout.write(text);
    else writeWhole(given.out, text);
    return 0;
  } finally {
    await session.close();
  }
}

/** `siyi growth`: proves to whoever kept an older checkpoint that the log only grew since. */
export async function growthCommand(given: Given, folder: Folder): Promise<number> {
  const old = readFileSync(given.args[0] as string, 'utf8');
  const now = published(folder);
  const [before, after] = [readCheckpoint(old).size, readCheckpoint(now).size];
  const tree = treeOnDisk(folder);
  const proof = before > after ? [] : consistencyProof(tree.at, before, after);
  const growth: GrowthFile = {
    ...{ format: 'siyi-growth/1', old, now },
    proof: proof.map((one) => Buffer.from(one).toString('base64')),
  };
  const text = `${JSON.stringify(growth)}\n`;
  if (given.out === undefined) process.stdout.write(text);
  else writeWhole(given.out, text);
  return 0;
}

function trustOf(given: Given): Trust {
  if (given.log === undefined)
    return invalid('cli.missing', '缺少 --log:日志的公钥。', '--log is missing: the public key of the log.');
  const of = (given.witness ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map(readVerifier);
  return {
    log: readVerifier(given.log),
    policy: { n: given.need === undefined ? of.length : Number(given.need), of },
  };
}

/** `siyi verify`: a bundle or a growth file, offline: no stack, no folder, no network. */
export async function verifyCommand(given: Given): Promise<number> {
  const trust = trustOf(given);
  const path = given.args[0] as string;
  const file = JSON.parse(readFileSync(path, 'utf8')) as Bundle | GrowthFile;
  const findings = file.format === 'siyi-growth/1' ? verifyGrowth(file, trust) : verifyBundle(file, trust);
  if (given.json) console.log(JSON.stringify(findings));
  else if (findings.length === 0) console.log(`${path}: 未发现问题 nothing found`);
  else console.log(`${path}: ${findings.length} 项 findings\n${sayFindings(findings)}`);
  return findings.length === 0 ? 0 : 1;
}

/** `siyi witness`: cosigns the checkpoints of a log as long as it only grows; until Ctrl-C. */
export async function witnessCommand(given: Given): Promise<number> {
  const folder = given.data ?? '.siyi-witness';
  const [name = 'witness', ...keys] = given.args;
  const signer = signerAt(join(folder, 'witness.key'), 4, name);
  const logs = keys.map(readVerifier);
  const server = witnessServer({ state: join(folder, 'witness.json'), logs, signer });
  server.listen(Number(given.port ?? 0), given.host ?? '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  console.log(`witness: http://${given.host ?? '127.0.0.1'}:${port}`);
  console.log(`key: ${writeVerifier(verifierOf(signer))}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  server.close();
  server.closeAllConnections();
  return 0;
}
