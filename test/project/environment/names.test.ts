import { checkNames } from '../../../lib/project/environment/names';
import { treeOfMap } from './support';

describe('names of objects', () => {
  const refused = (value: Readonly<Record<string, unknown>>): readonly unknown[] =>
    checkNames(treeOfMap(value)).map(({ field }) => field?.at(-1));

  it('are DNS labels where they name a service', () => {
    const long = 'a'.repeat(64);
    expect(refused({ services: { web: {}, 'web.v1': {}, Web: {}, '-a': {}, [long]: {} } })).toEqual([
      'web.v1',
      'Web',
      '-a',
      long,
    ]);
  });

  it('are DNS subdomains elsewhere', () => {
    const names = { 'rate-limit': {}, 'v1.rate-limit': {}, rate_limit: {}, ümlaut: {}, '': {} };
    const wrong = ['rate_limit', 'ümlaut', ''];
    expect(refused({ middlewares: names })).toEqual(wrong);
    expect(refused({ routes: { http: names, tcp: names, udp: names } })).toEqual([
      ...wrong,
      ...wrong,
      ...wrong,
    ]);
    expect(refused({ tls: { options: names, stores: names }, certificates: names })).toEqual([
      ...wrong,
      ...wrong,
      ...wrong,
    ]);
  });

  it('are free where they name nothing in Kubernetes', () => {
    expect(refused({ vars: { A_b: 1 }, traefik: { entryPoints: { webSecure: {} } } })).toEqual([]);
  });

  it('are not looked for where there is no map', () => {
    expect(refused({ services: ['A_b'], routes: 'none', tls: { options: 3 } })).toEqual([]);
  });
});
