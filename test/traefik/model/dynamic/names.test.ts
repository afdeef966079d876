import { normalize, resolveName, ruleHash } from '../../../../lib/traefik/model/dynamic/names';

describe('names that Traefik makes', () => {
  it('puts one dash in place of everything that is neither letter nor number', () => {
    expect(normalize('shop-a.b--c_d-Ä1')).toBe('shop-a-b-c-d-Ä1');
    expect(normalize('-x-')).toBe('x');
  });

  it('tells routes of one object apart by the hash of their rule', () => {
    expect(ruleHash('Host(`foo.com`) && PathPrefix(`/bar`)')).toBe('6b204d94623b3df4370c');
  });

  it('takes a name without a provider for one of the same provider', () => {
    expect(resolveName('kubernetescrd', 'auth')).toBe('auth@kubernetescrd');
    expect(resolveName('kubernetescrd', 'auth@file')).toBe('auth@file');
  });
});
