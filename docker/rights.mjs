// The event store's users: the built-in ones get their passwords, the application's may read and append, and nothing else:
// no deletion, no truncation, no metadata. Run again, it changes nothing.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, StreamNotFoundError } from '@eventstore/db-client';

const host = 'eventstore1:2113';
const secret = (name) => readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const [admin, ops, own] = ['eventstore_admin_password', 'eventstore_ops_password', 'eventstore_password'].map(secret);

const ask = (path, [user, password], body) =>
  fetch(`https://${host}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    signal: AbortSignal.timeout(10_000),
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

async function must(what, answer) {
  if (answer.ok) return;
  throw new Error(`${what}: HTTP ${answer.status} ${(await answer.text()).slice(0, 200)}`);
}

async function users() {
  if ((await ask('/users/admin', ['admin', admin])).status === 401)
    await must(
      'admin',
      await ask('/users/admin/command/change-password', ['admin', 'changeit'], {
        currentPassword: 'changeit',
        newPassword: admin,
      }),
    );
  const asAdmin = ['admin', admin];
  const set = (user, newPassword) => ask(`/users/${user}/command/reset-password`, asAdmin, { newPassword });
  if ((await ask('/users/ops', ['ops', ops])).status === 401) await must('ops', await set('ops', ops));
  if ((await ask('/users/siyi', asAdmin)).status === 404)
    await must('siyi', await ask('/users/', asAdmin, { loginName: 'siyi', fullName: 'Siyi', groups: [], password: own }));
  else await must('siyi', await set('siyi', own));
}

const everybody = ['$admins', 'siyi'];
const only = '$admins';
const defaults = {
  $userStreamAcl: { $r: everybody, $w: everybody, $d: only, $mr: everybody, $mw: only },
  $systemStreamAcl: { $r: only, $w: only, $d: only, $mr: only, $mw: only },
};

async function lastSettings(client) {
  try {
    for await (const { event } of client.readStream('$settings', { direction: 'backwards', fromRevision: 'end', maxCount: 1 }))
      return event?.data;
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return undefined;
}

async function rights() {
  const password = encodeURIComponent(admin);
  const ca = encodeURIComponent(process.env.NODE_EXTRA_CA_CERTS);
  const client = EventStoreDBClient.connectionString(`esdb://admin:${password}@${host}?tlsCaFile=${ca}`);
  try {
    if (!isDeepStrictEqual(await lastSettings(client), defaults))
      await client.appendToStream('$settings', jsonEvent({ type: 'update-default-acl', data: defaults }));
    const { metadata } = await client.getStreamMetadata('$all');
    if (!isDeepStrictEqual(metadata?.acl?.readRoles, everybody))
      await client.setStreamMetadata('$all', { acl: { readRoles: everybody } });
  } finally {
    await client.dispose();
  }
}

for (const until = Date.now() + 120_000; ; ) {
  try {
    await users();
    await rights();
    console.log('rights: set');
    break;
  } catch (error) {
    if (Date.now() > until) throw error;
    console.error(`rights: ${error.message}; trying again`);
    await sleep(3_000);
  }
}
