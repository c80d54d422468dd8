import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Which addresses a call may reach: `public` ones; also this machine; also this network. */
export type Reachable = 'public' | 'loopback' | 'private';

const listOf = (ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), isIP(net) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
};

const loopback = listOf(['127.0.0.0/8', '::1/128']);
const internal = listOf(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
/** The IANA registries of special purpose addresses, beyond the two above: nothing that a gateway could stand at. */
const never = listOf([
  ...['0.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
]);

/** The family as a BlockList takes it; it judges an IPv4 address in the clothes of IPv6 as what it is. */
const kindOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether an address (not a name) is the machine itself. */
export const isThisMachine = (address: string): boolean =>
  isIP(address) !== 0 && loopback.check(address, kindOf(address));

/** Whether a call may go to this address. */
export function mayReach(address: string, reachable: Reachable): boolean {
  if (isIP(address) === 0) return false;
  const kind = kindOf(address);
  if (loopback.check(address, kind)) return reachable !== 'public';
  if (internal.check(address, kind)) return reachable === 'private';
  return !never.check(address, kind);
}

/** The address is one that must not be called. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly code = 'EFORBIDDENADDRESS';
}

/**
 * Resolves as the connection asks, so that what was judged is what is called (no second answer of the DNS in between);
 * one forbidden address among the answers refuses the name. Without TLS only this machine is called.
 */
export const guardedLookup =
  (reachable: Reachable, secure: boolean): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 4);
      const fine = found.every(
        ({ address }) => mayReach(address, reachable) && (secure || isThisMachine(address)),
      );
      const [first] = found;
      if (!fine || first === undefined) return done(new Unreachable('address refused'), '', 4);
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };

/** Refuses an address that stands in the URL itself, which no lookup sees; and other schemes than HTTP. */
export function mustBeReachable({ protocol, hostname }: URL, reachable: Reachable): void {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = protocol === 'https:';
  if (!secure && protocol !== 'http:') throw new Unreachable('scheme refused');
  if (!secure && reachable === 'public') throw new Unreachable('https only');
  if (isIP(host) !== 0 && !(mayReach(host, reachable) && (secure || isThisMachine(host))))
    throw new Unreachable('address refused');
}
