import { Prover } from '../../../lib/check/claims';
import { TrafficModel } from '../../../lib/traefik/model';
import { breaks } from './judge';
import { Chance, randomClaim, randomObjects, randomRequest } from './random';

const seed = Number(process.env['CLAIMS_SEED'] ?? 20_261_127);
const sets = Number(process.env['CLAIMS_SETS'] ?? 12);
const perSet = { claims: 8, requests: 400 };

test('a proven claim has no counterexample among random requests, and that of a refuted one breaks it', () => {
  const counts = { proven: 0, refuted: 0, unknown: 0 };
  const wrong: object[] = [];
  for (let set = 0; set < sets; set++) {
    const chance = new Chance(seed + set);
    const model = TrafficModel.from(randomObjects(chance));
    const prover = new Prover(model);
    const requests = Array.from({ length: perSet.requests }, () => {
      const request = randomRequest(chance);
      return { request, trace: model.trace(request) };
    });
    for (let index = 0; index < perSet.claims; index++) {
      const claim = randomClaim(chance);
      const { proof } = prover.prove(claim);
      const { result, reason, counterexample } = proof;
      counts[result] += 1;
      const broken = requests.find(({ request, trace }) => breaks(model, claim, request, trace));
      const isWrong =
        (result === 'proven' && broken !== undefined) ||
        (counterexample !== null && !breaks(model, claim, counterexample, model.trace(counterexample)));
      if (isWrong) wrong.push({ seed: seed + set, claim, result, reason, counterexample, broken });
    }
  }
  expect(wrong).toEqual([]);
  expect(counts.refuted).toBeGreaterThan(counts.unknown);
  expect(counts.proven).toBeGreaterThan(counts.unknown);
});
