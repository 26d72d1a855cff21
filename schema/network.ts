/**
 * Networks that addresses are in: an IPv4 range, or an IPv6 one down to a /64, because a household or office has a whole one. Pure, so
 * that an app tells what a range holds while it is typed, and the server decides by the same.
 */
export interface Network {
  readonly family: 4 | 6;
  /** Of its first address: 32 bits, or the upper 64. */
  readonly bits: bigint;
  readonly prefix: number;
}

/** The bits that tell one network from another. */
const WIDTH = { 4: 32, 6: 64 } as const;
/** A wider range is a part of the internet, not a network. */
const WIDEST = { 4: 8, 6: 16 } as const;

/** Null for what is no address and no range, for too wide a range, and for one that holds this machine itself. */
export function networkIn(typed: string): Network | null {
  const [, text = '', given] = /^([^/]+?)(?:\/(\d{1,3}))?$/.exec(typed.trim()) ?? [];
  const address = addressIn(text);
  if (address === null) return null;
  const { family, bits, mapped } = address;
  const width = WIDTH[family];
  const asked = given === undefined ? null : Number(given);
  if (asked !== null && asked > (family === 6 || mapped ? 128 : width)) return null;
  const prefix = asked === null ? width : Math.min(width, mapped ? asked - 96 : asked);
  if (prefix < WIDEST[family]) return null;
  const behind = BigInt(width - prefix);
  const network = { family, bits: (bits >> behind) << behind, prefix };
  return isOfThisMachine(network) ? null : network;
}

/** What many have in common: a /24, or a /48 of IPv6 (PRIV4). */
export function shortened({ family, bits, prefix }: Network): Network {
  const most = family === 4 ? 24 : 48;
  if (prefix <= most) return { family, bits, prefix };
  const behind = BigInt(WIDTH[family] - most);
  return { family, bits: (bits >> behind) << behind, prefix: most };
}

/** As it is kept and shown: `203.0.113.7`, `203.0.113.0/24`, `2001:db8:0:1::/64`. */
export function networkName({ family, bits, prefix }: Network): string {
  if (family === 4) return prefix === 32 ? dotted(bits) : `${dotted(bits)}/${prefix}`;
  const groups = [48n, 32n, 16n, 0n].map((shift) => ((bits >> shift) & 0xffffn).toString(16));
  return `${groups.slice(0, Math.ceil(prefix / 16)).join(':')}::/${prefix}`;
}

export const isRange = ({ family, prefix }: Network): boolean => prefix < WIDTH[family];

/** Whether all of `inner` is in `outer`. */
export const holds = (outer: Network, inner: Network): boolean =>
  outer.family === inner.family &&
  outer.prefix <= inner.prefix &&
  outer.bits >> BigInt(WIDTH[outer.family] - outer.prefix) === inner.bits >> BigInt(WIDTH[outer.family] - outer.prefix);

/** How many IPv4 addresses, or IPv6 networks of a household each. */
export const sizeOf = ({ family, prefix }: Network): number => 2 ** (WIDTH[family] - prefix);

/** Its first and its last address, or /64. */
export function endsOf(network: Network): readonly [string, string] {
  const { family, bits, prefix } = network;
  const width = WIDTH[family];
  const last = bits + (1n << BigInt(width - prefix)) - 1n;
  return [networkName({ family, bits, prefix: width }), networkName({ family, bits: last, prefix: width })];
}

interface Address {
  readonly family: 4 | 6;
  readonly bits: bigint;
  /** An IPv4 address as IPv6 writes it. */
  readonly mapped: boolean;
}

function addressIn(text: string): Address | null {
  if (/^\d+(?:\.\d+){3}$/.test(text)) {
    const bytes = text.split('.');
    // One that begins with 0 is octal to some and decimal to others.
    if (bytes.some((byte) => byte !== String(Number(byte)) || Number(byte) > 255)) return null;
    return { family: 4, bits: bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n), mapped: false };
  }
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return null;
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const between = Array.from({ length: 8 - before.length - behind.length }, () => '0');
  const groups = [...before, ...between, ...behind].map((group) => BigInt(`0x${group}`));
  const joined = (some: readonly bigint[]): bigint => some.reduce((bits, group) => (bits << 16n) | group, 0n);
  if (groups.slice(0, 5).every((group) => group === 0n) && groups[5] === 0xffffn)
    return { family: 4, bits: joined(groups.slice(6)), mapped: true };
  return { family: 6, bits: joined(groups.slice(0, 4)), mapped: false };
}

/** A proxy that was not named to us speaks for everybody from there. */
const isOfThisMachine = ({ family, bits }: Network): boolean =>
  family === 6 ? bits === 0n : bits >> 24n === 127n || bits >> 24n === 0n;

const dotted = (bits: bigint): string =>
  [24n, 16n, 8n, 0n].map((shift) => ((bits >> shift) & 255n).toString()).join('.');
