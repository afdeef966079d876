import { type Explanation, TrafficModel } from '../../../../lib/traefik/model';

describe('an entry point that reads 100 bytes of headers', () => {
  const http = { maxHeaderBytes: 100 };
  const traefik = {
    entryPoints: {
      web: { address: ':80', http },
      websecure: { address: ':443', http: { ...http, tls: {} } },
    },
  };
  const model = TrafficModel.from([], { traefik });
  const found = (scheme: string, size: number, more: object = {}): Explanation =>
    model.explain({ url: `${scheme}://a.test/`, headers: { a: 'x'.repeat(size) }, ...more });

  it.each([
    ['http', 100 + 4096 + 14],
    ['https', 100 + 4096],
  ])('answers 431 over %s to a head of more than %i bytes', (scheme, limit) => {
    const room = limit - 'GET / HTTP/1.1\r\nHost: a.test\r\na: \r\n\r\n'.length;
    expect([room, room + 1].map((size) => found(scheme, size).response?.status)).toEqual([404, 431]);
  });

  it('leaves open what becomes of headers that are too long for HTTP/2, where the client offers it', () => {
    const offers = { alpn: ['h2', 'http/1.1'] };
    const room = 420 - ':methodGET:path/:schemehttps:authoritya.testa'.length - 5 * 32;
    expect(found('https', room, offers).response?.status).toBe(404);
    expect(found('https', room + 1).response?.status).toBe(404);
    expect(found('https', room + 1, offers)).toMatchObject({
      outcome: 'unknown',
      response: null,
      notes: [expect.stringMatching(/HTTP\/2.*431/)],
    });
  });
});
