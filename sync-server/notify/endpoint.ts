import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * Where a push may go. The address comes from a browser, that is from outside: it must not lead into the network this server stands
 * in (NOTIFY9).
 */
const ENDPOINT_LENGTH = 1_000;

/** Everything that is not the open internet: loopback, private, link-local, carrier's, documentation, multicast and reserved. */
const CLOSED = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  CLOSED.addSubnet(net, bits, 'ipv4');
/** Of version 6 only what is given out is open, less what holds an address of version 4. */
const OPEN_6 = new BlockList();
OPEN_6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  CLOSED.addSubnet(net, bits, 'ipv6');

export function isOpenAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !CLOSED.check(address, 'ipv4');
  return version === 6 && OPEN_6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6');
}

/** `toLoopback`: this machine itself is allowed, by http too. Only for tests. */
export function endpointFrom(text: string, toLoopback: boolean): URL | null {
  if (text.length > ENDPOINT_LENGTH) return null;
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (toLoopback && host === '127.0.0.1' && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  if (url.protocol !== 'https:' || url.port !== '') return null;
  // A name without a dot is one of the network here.
  return (isIP(host) === 0 ? host.includes('.') : isOpenAddress(host)) ? url : null;
}

/** Looks a name up and gives out only what is open: asked once, so that no second answer can lead elsewhere. */
export const openLookup: LookupFunction = (name, options, answer) => {
  systemLookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return answer(error, '', 4);
    const open = addresses.filter(({ address }) => isOpenAddress(address));
    const [first] = open;
    if (first === undefined) return answer(new Error('no open address'), '', 4);
    if (options.all === true) answer(null, open);
    else answer(null, first.address, first.family);
  });
};
