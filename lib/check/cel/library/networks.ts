import { type Address, parseAddress } from '../../../traefik/rule';
import { CelError } from '../fault';
import type { Library } from '../signature';
import type { CelOpaque } from '../values';

interface Ip {
  readonly address: Address;
  readonly bits: 32 | 128;
}

interface Cidr extends Ip {
  readonly prefix: number;
}

/** An address as Kubernetes takes it: with no zone, and no IPv4 written as IPv6. */
function readIp(text: string): Ip | string {
  const read = parseAddress(text);
  if (!read)
    return `IP Address "${text}" parse error during conversion from string: ParseAddr("${text}"): unable to parse IP`;
  if (read.zone) return `IP address "${text}" with zone value is not allowed`;
  if (isMapped(read)) return `IPv4-mapped IPv6 address "${text}" is not allowed`;
  return { address: read.address, bits: read.bits };
}

function isMapped({ address, bits }: Ip): boolean {
  return (
    bits === 128 &&
    address.slice(0, 10).every((byte) => byte === 0) &&
    address[10] === 255 &&
    address[11] === 255
  );
}

function readCidr(text: string): Cidr | string {
  const refused = `network address parse error during conversion from string: netip.ParsePrefix("${text}")`;
  const [, start = '', length = ''] = /^(.*)\/(0|[1-9]\d{0,2})$/s.exec(text) ?? [];
  const read = parseAddress(start);
  if (!read || read.zone || Number(length) > read.bits) return refused;
  if (isMapped(read)) return `IPv4-mapped IPv6 address "${text}" is not allowed`;
  return { address: read.address, bits: read.bits, prefix: Number(length) };
}

function ipOf(ip: Ip): CelOpaque {
  return { kind: 'ip', data: ip, key: ipText(ip) };
}

function cidrOf(cidr: Cidr): CelOpaque {
  return { kind: 'cidr', data: cidr, key: `${ipText(cidr)}/${cidr.prefix}` };
}

function mustBe<T>(read: T | string): T {
  if (typeof read === 'string') throw new CelError(read);
  return read;
}

function ipIn({ data }: CelOpaque): Ip {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `ipOf` has put there
  return data as Ip;
}

function cidrIn({ data }: CelOpaque): Cidr {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `cidrOf` has put there
  return data as Cidr;
}

/** The bytes that count. */
function bytesOf({ address, bits }: Ip): readonly number[] {
  return bits === 32 ? address.slice(12) : address;
}

/** As Go writes an address: the longest run of two zero groups or more is left out. */
function ipText(ip: Ip): string {
  const bytes = bytesOf(ip);
  if (ip.bits === 32) return bytes.join('.');
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0),
  );
  const text = groups.map((group) => group.toString(16));
  let [start, length] = [-1, 1];
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === 0) end++;
    if (end - index > length) [start, length] = [index, end - index];
  }
  if (start < 0) return text.join(':');
  return `${text.slice(0, start).join(':')}::${text.slice(start + length).join(':')}`;
}

function masked(cidr: Cidr): Cidr {
  const offset = cidr.bits === 32 ? 96 : 0;
  const address = cidr.address.map((byte, index) => {
    const kept = Math.max(0, Math.min(8, offset + cidr.prefix - index * 8));
    return byte & (0xff00 >> kept) & 0xff;
  });
  return { ...cidr, address };
}

function containsIp(cidr: Cidr, ip: Ip): boolean {
  if (cidr.bits !== ip.bits) return false;
  return ipText(masked(cidr)) === ipText(masked({ ...ip, prefix: cidr.prefix }));
}

function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return inner.prefix >= outer.prefix && containsIp(outer, inner);
}

type Test = (bytes: readonly number[], isV4: boolean) => boolean;

function test(holds: Test): (ip: CelOpaque) => boolean {
  return (value) => {
    const ip = ipIn(value);
    return holds(bytesOf(ip), ip.bits === 32);
  };
}

const isUnspecified: Test = (bytes) => bytes.every((byte) => byte === 0);
const isLoopback: Test = (bytes, isV4) =>
  isV4 ? bytes[0] === 127 : bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1;
const isMulticast: Test = (bytes, isV4) => (isV4 ? (bytes[0] ?? 0) >> 4 === 14 : bytes[0] === 255);
const isLinkLocalMulticast: Test = (bytes, isV4) =>
  isV4
    ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0
    : bytes[0] === 255 && ((bytes[1] ?? 0) & 15) === 2;
const isLinkLocalUnicast: Test = (bytes, isV4) =>
  isV4 ? bytes[0] === 169 && bytes[1] === 254 : bytes[0] === 254 && ((bytes[1] ?? 0) & 0xc0) === 0x80;
const isBroadcast: Test = (bytes, isV4) => isV4 && bytes.every((byte) => byte === 255);

/** Addresses and networks. Source: k8s.io/apiserver, pkg/cel/library/ip.go and cidr.go */
export const networks: Library = {
  'ip(string): ip': (text: string) => ipOf(mustBe(readIp(text))),
  'isIP(string): bool': (text: string) => typeof readIp(text) !== 'string',
  'ip.isCanonical(string): bool': (text: string) => ipText(mustBe(readIp(text))) === text,
  'string(ip): string': ({ key }: CelOpaque) => key,
  'ip .family(): int': (ip: CelOpaque) => (ipIn(ip).bits === 32 ? 4n : 6n),
  'ip .isUnspecified(): bool': test(isUnspecified),
  'ip .isLoopback(): bool': test(isLoopback),
  'ip .isLinkLocalMulticast(): bool': test(isLinkLocalMulticast),
  'ip .isLinkLocalUnicast(): bool': test(isLinkLocalUnicast),
  'ip .isGlobalUnicast(): bool': test(
    (bytes, isV4) =>
      ![isUnspecified, isLoopback, isMulticast, isLinkLocalUnicast, isBroadcast].some((holds) =>
        holds(bytes, isV4),
      ),
  ),
  'cidr(string): cidr': (text: string) => cidrOf(mustBe(readCidr(text))),
  'isCIDR(string): bool': (text: string) => typeof readCidr(text) !== 'string',
  'string(cidr): string': ({ key }: CelOpaque) => key,
  'cidr .containsIP(string): bool': (cidr: CelOpaque, text: string) =>
    containsIp(cidrIn(cidr), mustBe(readIp(text))),
  'cidr .containsIP(ip): bool': (cidr: CelOpaque, ip: CelOpaque) => containsIp(cidrIn(cidr), ipIn(ip)),
  'cidr .containsCIDR(string): bool': (cidr: CelOpaque, text: string) =>
    containsCidr(cidrIn(cidr), mustBe(readCidr(text))),
  'cidr .containsCIDR(cidr): bool': (cidr: CelOpaque, other: CelOpaque) =>
    containsCidr(cidrIn(cidr), cidrIn(other)),
  'cidr .ip(): ip': (cidr: CelOpaque) => ipOf(cidrIn(cidr)),
  'cidr .prefixLength(): int': (cidr: CelOpaque) => BigInt(cidrIn(cidr).prefix),
  'cidr .masked(): cidr': (cidr: CelOpaque) => cidrOf(masked(cidrIn(cidr))),
};
