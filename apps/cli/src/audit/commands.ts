import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  consistencyProof,
  readCheckpoint,
  readVerifier,
  verifierOf,
  verifyBundle,
  verifyGrowth,
  writeVerifier,
  type Bundle,
  type Finding,
  type GrowthFile,
  type Trust,
} from '#audit';
import type { Log } from '#eventing';
import { invalid, missing } from '#kernel';
import type { Given } from '../commands.js';
import { writeWhole, type Folder } from '../folder.js';
import { progress } from '../progress.js';
import { openSession } from '../session.js';
import { ownSettings } from '../settings/index.js';
import { bundlesOf } from './bundling.js';
import { publish } from './publishing.js';
import { growthFrom } from './remote.js';
import { auditFolder, growTree, recheck, signerAt, treeOnDisk } from './transparency.js';
import { witnessServer } from './witness-server.js';

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
    const { tree } = await growTree(folder, session.log);
    const signed = await publish(folder, tree, ownSettings().logKeyFile);
    if (given.json) console.log(JSON.stringify(signed));
    else {
      console.log(signed.note);
      console.log(`公钥 key: ${signed.key}`);
      if (!signed.published)
        console.log(`见证不足,未公布 not published, too few witnesses: ${signed.silent.join(', ')}`);
    }
    return signed.published ? 0 : 1;
  } finally {
    await session.close();
  }
}

/** The checkpoint that was published last. */
export function published(folder: Folder): string {
  const path = join(auditFolder(folder), 'checkpoint');
  return existsSync(path)
    ? readFileSync(path, 'utf8')
    : missing(
        'audit.noCheckpoint',
        '还没有检查点:请先运行 siyi checkpoint。',
        'There is no checkpoint yet: run siyi checkpoint first.',
      );
}

/** The stream of what is asked for: a decision by its id, or either by its stream. */
export const aboutOf = (asked = ''): string =>
  asked.startsWith('admissionRequest-') ? asked : `decision-${asked.replace(/^decision-/, '')}`;

/** Every decision and every request that was filed, in the order of their beginning. */
async function everything(log: Pick<Log, 'readAll'>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { stream, type } of log.readAll({ categories: ['decision', 'admissionRequest'] }))
    if (type === 'DecisionOpened' || type === 'AdmissionRequestFiled') found.push(stream);
  return [...new Set(found)];
}

/** `siyi bundle`: one file with everything of a decision or a request for admission and its proofs; with --all one of each in a folder. */
export async function bundleCommand(given: Given, folder: Folder): Promise<number> {
  const checkpoint = published(folder);
  const [asked] = given.args;
  if ((asked === undefined) !== (given.all === true) || (given.all === true && given.out === undefined))
    invalid(
      'cli.missing',
      '请给出事项编号;或以 --all --out 目录 输出全部。',
      'Name a decision; or give --all with --out FOLDER for all of them.',
    );
  const session = await openSession(folder);
  try {
    const abouts = asked === undefined ? await everything(session.log) : [aboutOf(asked)];
    if (given.all) mkdirSync(given.out as string, { recursive: true, mode: 0o700 });
    const bar = progress('bundles');
    let made = 0;
    for await (const bundle of bundlesOf(session.log, treeOnDisk(folder), { abouts, checkpoint })) {
      const text = `${JSON.stringify(bundle)}\n`;
      made += 1;
      if (given.all) {
        writeWhole(join(given.out as string, `${bundle.about}.json`), text);
        bar.at(made, abouts.length);
      } else if (given.out === undefined) process.stdout.write(text);
      else writeWhole(given.out, text);
    }
    bar.end();
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
  const proof = before > after ? [] : consistencyProof(treeOnDisk(folder).at, before, after);
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

/** `siyi follow`: an auditor's watch over a log, from what it publishes alone. Grown as it should, its checkpoint takes the place of the kept one. */
export async function followCommand(given: Given): Promise<number> {
  const trust = trustOf(given);
  const [path, address] = given.args as [string, string];
  const growth = await growthFrom(address, readFileSync(path, 'utf8'));
  if (given.out !== undefined) writeWhole(given.out, `${JSON.stringify(growth)}\n`);
  const findings = verifyGrowth(growth, trust);
  if (findings.length === 0) writeWhole(path, growth.now);
  const { size } = readCheckpoint(growth.now);
  if (given.json) console.log(JSON.stringify({ size, findings }));
  else if (findings.length === 0) console.log(`${address}: ${size} 件,只增未改 events, only grown`);
  else console.log(`${address}: ${findings.length} 项 findings\n${sayFindings(findings)}`);
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
