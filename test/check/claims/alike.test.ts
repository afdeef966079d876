import { Prover, checkedClaim, proofText } from '../../../lib/check/claims';
import { answerOf, isSameAnswer } from '../../../lib/traefik/difference';
import { TrafficModel } from '../../../lib/traefik/model';
import { arrive, asRulesSee, builtOf } from '../../../lib/traefik/model/built';
import { type RequestLine, parseRule } from '../../../lib/traefik/rule';
import { objectPair, pick, randomOf, requestOf } from '../../traefik/difference/random';
import { ingressRoute, service, shop, traefikObject } from '../../traefik/model/objects';

function proofOf(objects: readonly object[], others: readonly object[], more: object = {}) {
  const prover = new Prover(TrafficModel.from(objects), () => TrafficModel.from(others));
  const claim = checkedClaim({ name: 'it', alike: { with: 'the others' }, ...more });
  expect(prover.faults(claim)).toEqual([]);
  return prover.prove(claim);
}

const office = traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } });
const guarded = { middlewares: [{ name: 'office' }] };
const one = shop(
  office,
  ingressRoute('web', '(Host(`a.com`) || Host(`b.com`)) && PathPrefix(`/`)'),
  ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)', { ...guarded, priority: 99 }),
);
const other = shop(
  office,
  ingressRoute('b', 'Host(`b.com`)'),
  ingressRoute('a', 'Host(`a.com`)'),
  ingressRoute('admin', 'PathPrefix(`/admin`) && Host(`a.com`)', { ...guarded, priority: 99 }),
);

describe('that two sets of objects route alike', () => {
  test('is proven, whatever was renamed, split or written otherwise', () => {
    const { proof, isVacuous } = proofOf(one, other);
    expect(proof).toMatchObject({ result: 'proven', counterexample: null, explanation: null, reason: null });
    expect(proof.regions).toBeGreaterThan(1);
    expect(isVacuous).toBe(false);
  });

  test('is refuted by a request, with what becomes of it on both sides', () => {
    const open = other.map((object) =>
      JSON.stringify(object).includes('/admin') ? ingressRoute('admin', 'Host(`c.com`)') : object,
    );
    const { proof } = proofOf(one, open, { requests: 'Host(`a.com`)' });
    expect(proof).toMatchObject({
      result: 'refuted',
      counterexample: { url: 'http://a.com/admin', entryPoint: 'web' },
      explanation: { outcome: 'answered', response: { status: 403 } },
      otherExplanation: { outcome: 'forwarded', source: { name: 'a' } },
      reason: 'it is answered with 403; with the others it is forwarded to shop/web:80',
    });
    expect(proofText(proof)).toMatch(
      /^REFUTED {2}it\n {9}it is answered with 403; .*\n {9}curl .*\n {9}entry point[^]*\n {9}with the other objects\n {9}entry point/,
    );
  });

  test('is asked of the requests that the claim names, and of no others', () => {
    const moved = [...other.slice(0, -1), ingressRoute('admin', 'Host(`a.com`) && Path(`/gone`)', guarded)];
    expect(proofOf(one, moved).proof.result).toBe('refuted');
    expect(proofOf(one, moved, { requests: 'Host(`b.com`)' }).proof.result).toBe('proven');
    expect(proofOf(one, moved, { scheme: 'https' }).proof.result).toBe('proven');
    expect(proofOf(one, moved, { entryPoints: ['websecure'] }).proof.result).toBe('proven');
    expect(proofOf(one, moved, { entryPoints: ['web'] }).proof.result).toBe('refuted');
  });

  test('tells what differs where a request goes the same way', () => {
    const limit = traefikObject('Middleware', 'office', { rateLimit: { average: 1 } });
    const own = shop(office, ingressRoute('web', 'Host(`a.com`) && ClientIP(`10.1.0.0/16`)', guarded));
    const limited = shop(limit, ingressRoute('web', 'Host(`a.com`) && ClientIP(`10.1.0.0/16`)', guarded));
    expect(proofOf(own, shop(ingressRoute('web', 'Host(`b.com`)'))).proof.reason).toMatch(
      /^it is answered with 404; with the others it is forwarded to shop\/web:80$|^it is forwarded to shop\/web:80; with the others it is answered with 404$/,
    );
    expect(proofOf(own, limited).proof.reason).toBe('it passes ipAllowList; with the others rateLimit');
    const strip = traefikObject('Middleware', 'office', { stripPrefix: { prefixes: ['/x'] } });
    const cut = shop(strip, ingressRoute('web', 'Host(`a.com`)', guarded));
    const plain = shop(ingressRoute('web', 'Host(`a.com`)'));
    expect(proofOf(cut, plain).proof.reason).toMatch(
      /^the backend receives GET \/; with the others (?:GET \/x|with other headers)/,
    );
  });

  test('is refuted where chance decides on one side alone', () => {
    const alone = shop(service('api', 80), ingressRoute('a', 'Host(`a.com`) && Path(`/x`)', { priority: 9 }));
    const tied = [
      ...alone,
      ingressRoute('b', 'Path(`/x`) && Host(`a.com`)', {
        priority: 9,
        services: [{ name: 'api', port: 80 }],
      }),
    ];
    const { proof } = proofOf(tied, alone);
    expect(proof).toMatchObject({
      result: 'refuted',
      reason: 'chance decides between IngressRoute shop/a and IngressRoute shop/b',
    });
  });

  test('is unknown where only who knows a password could tell', () => {
    const login = (name: string): readonly object[] =>
      shop(
        traefikObject('Middleware', 'ask', { forwardAuth: { address: `http://${name}/` } }),
        ingressRoute('web', 'Host(`a.com`)', { middlewares: [{ name: 'ask' }] }),
      );
    expect(proofOf(login('auth'), login('other')).proof).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining('forwardAuth'),
    });
  });

  test('holds of nothing where no request is in the set', () => {
    const { proof, isVacuous } = proofOf(one, other, { requests: 'Host(`a.com`) && !Host(`a.com`)' });
    expect(proof).toMatchObject({
      result: 'proven',
      reason: 'it holds of nothing: no request is in its set',
    });
    expect(isVacuous).toBe(true);
  });

  test('says where the other objects cannot be read', () => {
    const prover = new Prover(TrafficModel.from(one), () => ({ message: 'There is nothing.' }));
    expect(prover.faults(checkedClaim({ alike: { with: 'x' } }))).toEqual([
      { path: ['alike', 'with'], message: 'There is nothing.' },
    ]);
    expect(() => checkedClaim({ alike: { with: '-' } })).toThrow('Standard input');
  });
});

const firstSeed = Number(process.env['ALIKE_SEED'] ?? 4100);
const pairs = Number(process.env['ALIKE_PAIRS'] ?? 10);
const perPair = Number(process.env['ALIKE_REQUESTS'] ?? 200);
const rules = [
  'Host(`a.com`)',
  'Host(`*.a.com`) || Path(`/admin`)',
  'PathPrefix(`/a`) && !Host(`b.com`)',
  'HostRegexp(`^[a-z].com$`) && Method(`GET`)',
  'Header(`X-A`, `1`)',
] as const;

test(`what is proven alike has no random request that fares otherwise (${pairs} pairs from seed ${firstSeed})`, () => {
  const wrong: object[] = [];
  const counts = { proven: 0, refuted: 0, unknown: 0 };
  for (let seed = firstSeed; seed < firstSeed + pairs; seed++) {
    const random = randomOf(seed);
    const { from, to } = objectPair(random);
    const [model, others] = [TrafficModel.from(from), TrafficModel.from(to)];
    const prover = new Prover(model, () => others);
    const answersOf = (request: RequestLine) =>
      [answerOf(model, model.trace(request)), answerOf(others, others.trace(request))] as const;
    for (const requests of [undefined, pick(random, ...rules)]) {
      const claim = { name: 'it', alike: { with: 'x' }, ...(requests !== undefined && { requests }) };
      const { result, counterexample, reason } = prover.prove(claim).proof;
      counts[result] += 1;
      const isMeant = (request: RequestLine): boolean => has(model, request, requests);
      if (counterexample) {
        const differs = !isSameAnswer(...answersOf(counterexample)) || reason?.includes('chance') === true;
        if (!differs || !isMeant(counterexample)) wrong.push({ seed, requests, counterexample });
        continue;
      }
      if (result === 'unknown') continue;
      const broken = Array.from({ length: perPair }, () => requestOf(random)).find(
        (request) => isMeant(request) && !isSameAnswer(...answersOf(request)),
      );
      if (broken) wrong.push({ seed, requests, broken });
    }
  }
  if (process.env['ALIKE_PAIRS'] !== undefined) console.log(counts);
  expect(wrong).toEqual([]);
  expect(counts.proven).toBeGreaterThan(0);
  expect(counts.refuted).toBeGreaterThan(0);
});

/** Whether a request is one of a claim, as it arrives. */
function has(model: TrafficModel, request: RequestLine, requests: string | undefined): boolean {
  if (requests === undefined) return true;
  const scheme = request.url.split(':', 1)[0];
  const entryPoint = builtOf(model).runtime.statics.entryPoints.get(request.entryPoint ?? '');
  if (!entryPoint || (scheme !== 'http' && scheme !== 'https')) return false;
  const arrival = arrive(entryPoint, request, scheme === 'https' ? 'default' : undefined);
  return 'request' in arrival && parseRule(requests).takes(asRulesSee(arrival.request));
}
