import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { certificateCovers, minimalNames, normalizeHost } from '../../../lib/constructs/tls/dns-names';

describe('the names of a certificate', () => {
  test('cover the same host, and with a wildcard exactly one label', () => {
    expect(certificateCovers(['a.example.com'], 'a.example.com')).toBe(true);
    expect(certificateCovers(['*.example.com'], 'a.example.com')).toBe(true);
    expect(certificateCovers(['*.example.com'], '*.example.com')).toBe(true);
    expect(certificateCovers(['*.example.com'], 'example.com')).toBe(false);
    expect(certificateCovers(['*.example.com'], 'a.b.example.com')).toBe(false);
    expect(certificateCovers(['*.b.example.com'], '*.example.com')).toBe(false);
    expect(certificateCovers([], 'a.example.com')).toBe(false);
  });

  test('are sorted, each once, without those that a wildcard covers', () => {
    expect(minimalNames(['b.com', 'a.com', 'x.a.com', '*.a.com', 'b.com', 'x.y.a.com'])).toEqual([
      '*.a.com',
      'a.com',
      'b.com',
      'x.y.a.com',
    ]);
  });

  test('cover every host that they were made of (property)', () => {
    const label = constantFrom('a', 'b', '*');
    const host = tuple(label, constantFrom('a', 'b'), constantFrom('com', 'a.com')).map((labels) =>
      labels.join('.'),
    );
    assert(
      property(array(host), (hosts) => {
        const names = minimalNames(hosts);
        expect(hosts.every((name) => certificateCovers(names, name))).toBe(true);
        const others = (name: string) => names.filter((other) => other !== name);
        expect(names.some((name) => certificateCovers(others(name), name))).toBe(false);
      }),
      { seed: 20261122 },
    );
  });

  test('are lower-case and without the final dot that Traefik tolerates', () => {
    expect(normalizeHost('A.Example.COM.')).toBe('a.example.com');
  });
});
