import { toggled } from '../../../../lib/tools/chart/derive/toggle';
import type { Feature } from '../../../../lib/tools/chart/template/template';

const present = (...path: string[]): Feature => ({ kind: 'present', path, isMap: true });
const isTrue = (...path: string[]): Feature => ({ kind: 'true', path });
const dev = { services: { web: { debug: true, replicas: 1 } } };
const prod = { services: { web: { debug: false, replicas: 3, cache: { on: false } } } };
const environments = new Map<string, typeof dev>([
  ['dev', dev],
  ['prod', prod],
]);

test('what is there goes, what is not comes as the first environment has it, switches turn and numbers pass limits', () => {
  const above: Feature = { kind: 'above', path: ['services', 'web', 'replicas'], limit: 1 };
  const features = [isTrue('services', 'web', 'debug'), present('services', 'web', 'cache'), above];
  expect(toggled(dev, features, environments)).toEqual({
    services: { web: { debug: false, replicas: 2, cache: { on: false } } },
  });
  expect(toggled(prod, features, environments)).toEqual({ services: { web: { debug: true, replicas: 1 } } });
});

test('a switch within what comes back is turned round there, and what values were made of stays as it is', () => {
  const features = [present('services', 'web', 'cache'), isTrue('services', 'web', 'cache', 'on')];
  expect(toggled(dev, features, environments).services).toMatchObject({ web: { cache: { on: true } } });
  expect(prod.services.web.cache).toEqual({ on: false });
  expect(dev.services.web).toEqual({ debug: true, replicas: 1 });
});

test('what stands in nothing is left', () => {
  expect(toggled(dev, [present('jobs', 'a'), isTrue('services', 'web', 'other')], environments)).toEqual(dev);
});
