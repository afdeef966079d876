import { type Address, type AddressSet, addressSet, parseAddress } from '../rule';

/** A set of client addresses, and the addresses at which something about it may change. */
export interface Network {
  readonly has: AddressSet;
  readonly edges: readonly Address[];
}

/** The set that an address or a CIDR network names; undefined where it is neither. */
export function networkOf(text: string): Network | undefined {
  try {
    return { has: addressSet([text]), edges: edgesOf(text) };
  } catch {
    return undefined;
  }
}

/** Clients that are taken where no network asks for another. */
const usual: readonly Address[] = ['192.0.2.1', '2001:db8::1'].flatMap((text) => {
  const parsed = parseAddress(text);
  return parsed ? [parsed.address] : [];
});

/**
 * An address in all of some networks and in none of others. Networks are nested or apart, so an edge of one of them,
 * or an address that is in none, is in whatever combination of them is not empty.
 */
export function findAddress(inside: readonly Network[], outside: readonly Network[]): Address | undefined {
  const candidates = [
    ...usual,
    ...inside.flatMap(({ edges }) => edges),
    ...outside.flatMap(({ edges }) => edges),
  ];
  return candidates.find(
    (address) => inside.every(({ has }) => has(address)) && !outside.some(({ has }) => has(address)),
  );
}

/** First and last address of a network, and their neighbours outside of it. */
function edgesOf(text: string): readonly Address[] {
  const [network = '', length] = text.split('/');
  const parsed = parseAddress(network);
  if (!parsed) return [];
  const bits = length === undefined ? 128 : Number(length) + (128 - parsed.bits);
  const number = toNumber(parsed.address);
  const span = 1n << BigInt(128 - bits);
  const first = number - (number % span);
  const last = first + span - 1n;
  return [first, last, first - 1n, last + 1n, first + 1n]
    .filter((edge) => edge >= 0n && edge < 1n << 128n)
    .map(toAddress);
}

function toNumber(address: Address): bigint {
  return address.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

function toAddress(number: bigint): Address {
  return Array.from({ length: 16 }, (_, index) => Number((number >> BigInt(8 * (15 - index))) & 255n));
}

/** An address as people write it. */
export function formatAddress(address: Address): string {
  const isV4 =
    address.slice(0, 10).every((byte) => byte === 0) && address[10] === 0xff && address[11] === 0xff;
  if (isV4) return address.slice(12).join('.');
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0)).toString(16),
  );
  return groups.join(':');
}
