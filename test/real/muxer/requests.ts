import type { RequestLine } from '../../../lib/traefik/rule';
import type { Random } from './random';
import * as words from './words';

/** A request of HTTP: mostly one that a server takes, some that it refuses. */
export function httpRequest(random: Random): RequestLine {
  const odd = random.once(12);
  const path = odd ? random.pick(words.BAD_PATHS) : pathOf(random);
  const many = random.once(200) ? `?${'q=1&'.repeat(random.pick([9_998, 9_999, 10_000]))}k=1` : undefined;
  const query =
    many !== undefined
      ? many
      : random.once(2)
        ? `?${random.list(1, 3, () => random.pick(words.QUERIES)).join('&')}`
        : '';
  const url = `${random.pick(['http', 'https', 'HTTP'])}://${authority(random)}${random.once(15) ? '' : path}${query}`;
  return {
    url: random.once(20) ? `${url}#fragment?x` : url,
    ...(random.once(2) && { method: random.pick(odd ? words.BAD_METHODS : words.METHODS) }),
    ...(random.once(2) && { headers: headers(random, odd) }),
    ...(random.once(2) && { clientIp: random.pick(words.ADDRESSES) }),
    ...(random.once(4) && { sni: random.pick(words.SERVER_NAMES) }),
  };
}

/** A connection: plain TCP, TLS, or HTTP over either. */
export function tcpRequest(random: Random): RequestLine {
  const scheme = random.pick(['tcp', 'tls', 'tls', 'https', 'http']);
  return {
    url: `${scheme}://${authority(random)}`,
    ...(random.once(2) && { clientIp: random.pick(words.ADDRESSES) }),
    ...(random.once(2) && { sni: random.pick([...words.SERVER_NAMES, ...words.HOSTS]) }),
    ...(random.once(2) && { alpn: random.list(0, 3, () => random.pick(words.PROTOCOLS)) }),
  };
}

function authority(random: Random): string {
  const host = random.pick(
    random.once(8) ? ['a:b:c', '[::1', 'x]', '', ':80', 'a b', 'é', 'a"b', '[a]b:1'] : words.HOSTS,
  );
  const user = random.once(15) ? 'user:p@ss@' : '';
  return `${user}${host}${random.once(3) ? random.pick([':80', ':8443', ':', ':x']) : ''}`;
}

function pathOf(random: Random): string {
  const path = random.list(1, random.once(4) ? 3 : 1, () => random.pick(words.PATHS)).join('');
  return path.replaceAll(' ', '%20').replaceAll('?', '%3F');
}

function headers(random: Random, odd: boolean): Record<string, string | string[]> {
  const lines = random.list(1, 3, (): [string, string | string[]] => {
    const name = random.pick(odd && random.once(2) ? words.BAD_HEADER_NAMES : words.HEADER_NAMES);
    const value = (): string =>
      random.pick(
        name === 'Host' ? words.HOSTS : odd && random.once(2) ? words.BAD_HEADER_VALUES : words.HEADER_VALUES,
      );
    return [name, random.once(4) ? random.list(0, 3, value) : value()];
  });
  return Object.fromEntries(lines);
}
