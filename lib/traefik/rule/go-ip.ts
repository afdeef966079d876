/** An address as 16 bytes; IPv4 is written as `::ffff:a.b.c.d`, as Go does. */
export type Address = readonly number[];

/** Whether an address is one of these addresses or in one of these networks. */
export type AddressSet = (address: Address) => boolean;

const V4_PREFIX: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** An address as Go's `netip.ParseAddr` reads it, without its zone; undefined when it is none. */
export function parseAddress(text: string): { address: Address; bits: 32 | 128; zone: boolean } | undefined {
  const first = /[.:%]/.exec(text)?.[0];
  if (first === '.') {
    const v4 = parseV4(text);
    return v4 && { address: [...V4_PREFIX, ...v4], bits: 32, zone: false };
  }
  if (first !== ':') return undefined;
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return undefined;
  const address = parseV6(percent < 0 ? text : text.slice(0, percent));
  return address && { address, bits: 128, zone: percent >= 0 };
}

/** The set that a list of addresses and CIDR networks names. Throws an error with Traefik's words on a bad one. */
export function addressSet(texts: readonly string[]): AddressSet {
  const tests = texts.map((text) => {
    const single = parseAddress(text);
    if (single && !single.zone) return (address: Address) => sameBits(address, single.address, 128);
    return networkTest(text);
  });
  return (address) => tests.some((test) => test(address));
}

function networkTest(text: string): AddressSet {
  const slash = text.indexOf('/');
  const network = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  const prefix = /^[0-9]+$/.test(length) ? Number(length) : Number.NaN;
  if (!network || network.zone || !(prefix <= network.bits)) {
    throw new Error(`parsing CIDR trusted IPs: invalid CIDR address: ${text}`);
  }
  // Go masks first and asks afterwards whether the network is IPv4, so a wide `::ffff:0:0/64` is not.
  const bits = network.bits === 32 ? prefix + 96 : prefix;
  const isV4Network = isV4(network.address) && bits >= 96;
  return (address) => isV4(address) === isV4Network && sameBits(address, network.address, bits);
}

function isV4(address: Address): boolean {
  return sameBits(address, V4_PREFIX, 96);
}

function sameBits(a: Address, b: Address, bits: number): boolean {
  for (let i = 0; i * 8 < bits; i++) {
    const mask = bits >= i * 8 + 8 ? 0xff : (0xff00 >> (bits - i * 8)) & 0xff;
    if (((a[i] ?? 0) & mask) !== ((b[i] ?? 0) & mask)) return false;
  }
  return true;
}

function parseV4(text: string): number[] | undefined {
  const fields = text.split('.');
  if (fields.length !== 4 || !fields.every((field) => /^(0|[1-9][0-9]{0,2})$/.test(field))) return undefined;
  const octets = fields.map(Number);
  return octets.every((octet) => octet <= 255) ? octets : undefined;
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) =>
    half === '' ? [] : groups(half, index === halves.length - 1),
  );
  if (!head) return undefined;
  if (halves.length === 1) return head.length === 16 ? head : undefined;
  if (!tail || head.length + tail.length > 14) return undefined;
  return [...head, ...Array.from({ length: 16 - head.length - tail.length }, () => 0), ...tail];
}

/** The bytes of colon-separated groups; an IPv4 address may stand for the last two. */
function groups(text: string, last: boolean): number[] | undefined {
  const bytes: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && part.includes('.')) {
      const v4 = parseV4(part);
      if (!v4) return undefined;
      bytes.push(...v4);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      const group = Number.parseInt(part, 16);
      bytes.push(group >> 8, group & 0xff);
    }
  }
  return bytes;
}
