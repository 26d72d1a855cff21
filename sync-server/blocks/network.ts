import { isIP } from 'node:net';
import { networkOf } from '../admit/crowd.ts';

/**
 * The name of the network that somebody comes from: an IPv4 address as it is, an IPv6 address as its /64, because a household or
 * office has a whole one. Null for what is no address, and for this machine's own: a proxy that was not named to us speaks for
 * everybody from there.
 */
export function networkName(address: string): string | null {
  const plain = address
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/\/64$/, '');
  if (isIP(plain) === 4) return plain.startsWith('127.') || plain === '0.0.0.0' ? null : plain;
  if (isIP(plain) !== 6 || plain.includes('%')) return null;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  if (canonical === '::1' || canonical === '::') return null;
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (mapped !== null) return networkName(dotted(mapped[1] ?? '', mapped[2] ?? ''));
  return `${networkOf(canonical)}::/64`;
}

function dotted(high: string, low: string): string {
  const bytes = [high, low].flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
  return bytes.join('.');
}
