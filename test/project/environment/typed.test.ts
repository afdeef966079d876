import * as fc from 'fast-check';
import { only, problemsOf } from './support';

const seed = 20260304;

const base = [
  'namespace: shop',
  'vars: { n: "${env:N}" }',
  'services:',
  '  web:',
  '    image: web:1',
  '    replicas: ${env:REPLICAS:-2}',
  '    env: { A: "${env:A:-x}" }',
  'middlewares:',
  '  guard: { ipAllowList: { sourceRange: ["${env:RANGE:-10.0.0.0/8}"], rejectStatusCode: "${n}" } }',
].join('\n');

describe('the text of an environment variable', () => {
  it('is a number where only a number will do', () => {
    const { spec } = only(base, '', { REPLICAS: '5', N: '404' });
    expect(spec.services?.['web']?.replicas).toBe(5);
  });

  it('is a number through a variable of the file too, which itself stays text', () => {
    const { spec } = only(base, '', { N: '404' });
    expect(spec.middlewares?.['guard']).toMatchObject({ ipAllowList: { rejectStatusCode: 404 } });
    expect(spec.vars).toEqual({ n: '404' });
  });

  it('of a fallback is a number in the same way', () => {
    expect(only(base, '', { N: '1' }).spec.services?.['web']?.replicas).toBe(2);
  });

  it('stays text where text is wanted, so that tags keep their zeros', () => {
    const text = 'namespace: shop\nservices: { web: { image: "${env:IMAGE}" } }';
    for (const tag of ['1.10', '2', '007', '1e3', 'true', 'v1']) {
      expect(only(text, '', { IMAGE: tag }).spec.services?.['web']?.image).toBe(tag);
    }
  });

  it('is a boolean where only a boolean will do', () => {
    const text =
      'namespace: shop\ntraefik: { entryPoints: { web: { address: ":80", asDefault: "${env:D}" } } }';
    expect(only(text, '', { D: 'true' }).spec.traefik?.entryPoints?.['web']?.asDefault).toBe(true);
    expect(problemsOf({ 'prod.yaml': text }, { D: 'yes' }).map(({ rule }) => rule)).toEqual(['wrong-type']);
  });

  it('that is a number out of range is reported as such', () => {
    expect(problemsOf({ 'prod.yaml': base }, { REPLICAS: '-1', N: '404' })).toMatchObject([
      { rule: 'out-of-range', message: expect.stringContaining('${env:REPLICAS}') },
    ]);
  });

  it('within other text is only ever text', () => {
    const text = 'namespace: shop\nservices: { web: { image: "web:1", replicas: "1${env:ZERO}" } }';
    expect(problemsOf({ 'prod.yaml': text }, { ZERO: '0' }).map(({ rule }) => rule)).toEqual(['wrong-type']);
  });

  it('never loses a character', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), (text) => {
        const environment = only(base, '', { A: text, N: '404' });
        const { A: value } = environment.spec.services?.['web']?.env ?? {};
        expect(`${typeof value === 'object' ? 'a map' : value}`).toBe(text === '' ? 'x' : text);
      }),
      { seed, numRuns: 50 },
    );
  });
});
