import { DeliveryApp, EnvironmentStack, Environments } from '../../lib';
import { planRelease, stepSide } from '../../lib/check/release';
import { releasesDeclared } from '../../lib/project/source';

const app = new DeliveryApp();
for (const environment of Environments.load('environments', { variables: {} })) {
  new EnvironmentStack(app, environment);
}
const releases = new Map(
  releasesDeclared({ apps: [app.output()], environments: new Map() }).map((found) => [
    found.release.environment,
    found,
  ]),
);

/** The Services that answer a request at a step, with their shares. */
function backends(environment: string, id: string, request: object): readonly unknown[] {
  const found = releases.get(environment);
  const step = found?.steps.find((one) => one.id === id);
  if (!found || !step) throw new Error(`${environment} has no step ${id}`);
  const { model } = stepSide(step.objects, found.inventory.objects, found.inventory.facts);
  return model.explain({ url: '', ...request }).backends.map(({ service, share }) => `${service} ${share}`);
}

const hosts = { dev: 'dev.shop.example.com', prod: 'shop.example.com', staging: 'staging.shop.example.com' };

test.each(Object.entries(hosts))('httpbin is released in %s step by step', (environment, domain) => {
  const request = { url: `https://httpbin.${domain}/get` };
  const below = { url: `https://api.${domain}/v1/get` };
  const marked = { ...request, headers: { 'X-Canary': 'always' } };
  const old = ['shop/httpbin 1'];
  const next = ['shop/httpbin-canary 1'];
  const shared = ['shop/httpbin 0.95', 'shop/httpbin-canary 0.05'];
  const at = (id: string): readonly unknown[] =>
    [request, below, marked].map((asked) => backends(environment, id, asked));
  expect(at('10-deploy')).toEqual([old, old, old]);
  expect(at('30-header')).toEqual([old, old, next]);
  expect(at('40-weight-5')).toEqual([shared, shared, next]);
  expect(at('70-shift')).toEqual([next, next, next]);
  expect(at('90-return')).toEqual([old, old, old]);
});

test('staging sends the next version copies before it answers anybody', () => {
  const ids = (environment: string): readonly string[] | undefined =>
    releases.get(environment)?.steps.map(({ id }) => id);
  expect(ids('staging')).toContain('20-mirror');
  expect(ids('prod')).not.toContain('20-mirror');
});

test.each(Object.keys(hosts))('every invariant holds at every step in %s', (environment) => {
  const found = releases.get(environment);
  if (!found) throw new Error('there is no release');
  const { objects: placed, facts } = found.inventory;
  const { plan, findings } = planRelease(environment, found.steps, found.release.declaration, {
    placed,
    facts,
  });
  expect(findings).toEqual([]);
  expect(plan.invariants.filter(({ holds }) => !holds)).toEqual([]);
});
