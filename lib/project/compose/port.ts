/** A port of a service, of one container port each. */
export interface ShortPort {
  readonly target: number;
  readonly published?: string;
  readonly hostIp?: string;
  readonly protocol: string;
}

/**
 * Reads the short form of a port, `[[ip:]published:]target[/protocol]`, as Compose does; ranges become one each.
 *
 * @returns what is wrong with it, in words, where it is none
 */
export function parsePort(text: string): readonly ShortPort[] | string {
  const parts = text.split(':');
  const [target, protocol = 'tcp'] = partsOfTarget(parts.at(-1) ?? '');
  const published = parts.length > 1 ? (parts.at(-2) ?? '') : '';
  const hostIp = parts
    .slice(0, -2)
    .join(':')
    .replace(/^\[(.*)\]$/, '$1');
  if (hostIp !== '' && !/^[\d.]+$|:/.test(hostIp)) return `${hostIp} is no IP address`;
  if (target === '') return 'it names no port of the container';
  const inside = range(target);
  if (!inside) return `${target} is no port`;
  const outside = published === '' ? undefined : range(published);
  if (published !== '' && !outside) return `${published} is no port`;
  const length = inside.end - inside.start;
  if (outside && outside.end - outside.start !== length && length > 0) {
    return `${published} and ${target} are ranges of different length`;
  }
  if (!/^(?:tcp|udp|sctp)$/i.test(protocol)) return `${protocol} is no protocol: tcp, udp or sctp are`;
  return Array.from({ length: length + 1 }, (_, index) => ({
    target: inside.start + index,
    ...(outside && { published: publishedAt(outside, length, index) }),
    ...(hostIp !== '' && { hostIp }),
    protocol: protocol.toLowerCase(),
  })).toSorted((a, b) => (String(a.target) < String(b.target) ? -1 : 1));
}

function partsOfTarget(text: string): readonly [string, string?] {
  const [port = '', protocol = ''] = text.split('/');
  return protocol === '' ? [port] : [port, protocol];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function publishedAt(outside: Range, length: number, index: number): string {
  const start = outside.start + index;
  return length === 0 && outside.end !== outside.start ? `${start}-${outside.end}` : String(start);
}

function range(text: string): Range | undefined {
  const [first = '', last = first] = text.split('-');
  const [start, end] = [first, last].map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  if (start === undefined || end === undefined) return undefined;
  return start <= end && end < 65_536 ? { start, end } : undefined;
}
