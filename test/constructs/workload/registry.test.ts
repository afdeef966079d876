import { App, Chart } from 'cdk8s';
import { markDeploymentScope } from '../../../lib/constructs/construct';
import { GoService } from '../../../lib/constructs/workload';
import { ServiceRegistry, parseCall } from '../../../lib/constructs/workload/registry';
import { props } from './support';

describe('services', () => {
  test('find each other across the charts of an environment, and not beyond', () => {
    const app = new App();
    const prod = new Chart(app, 'prod', { namespace: 'shop' });
    const dev = new Chart(app, 'dev', { namespace: 'shop' });
    for (const scope of [prod, dev]) markDeploymentScope(scope);
    const one = new GoService(new Chart(prod, 'a', { namespace: 'shop' }), 'one', props());
    const two = new GoService(new Chart(prod, 'b', { namespace: 'shop' }), 'two', props());
    new GoService(dev, 'three', props());

    const registry = ServiceRegistry.of(one);
    expect(registry.find('shop', 'two')).toBe(two);
    expect(registry.find('other', 'two')).toBeUndefined();
    expect(registry.names('shop')).toEqual(['one', 'two']);
  });

  test('are called as a whole or by one port', () => {
    const caller = new GoService(new Chart(new App(), 'c'), 'cart', props());
    expect(parseCall(caller, 'dex')).toEqual({ caller, service: 'dex' });
    expect(parseCall(caller, 'dex:grpc')).toEqual({ caller, service: 'dex', port: 'grpc' });
  });
});
