import { type LockedPackages, partOfLock } from '../../../lib/project/scaffold/lock';

const whole: LockedPackages = {
  '': { dependencies: { web: '1' } },
  'node_modules/web': { version: '1.0.0', dependencies: { shared: '2' }, optionalDependencies: { mac: '1' } },
  'node_modules/web/node_modules/shared': { version: '2.0.0', dev: true },
  'node_modules/mac': { version: '1.0.0', optional: true, dev: true },
  'node_modules/shared': { version: '1.0.0' },
  'node_modules/tester': { version: '3.0.0', dev: true, dependencies: { shared: '1' } },
  'node_modules/of-others': { version: '1.0.0' },
};

test('a lock has what its packages need, each where Node finds it, and nothing of others', () => {
  expect(Object.keys(partOfLock(whole, ['web'], ['tester']))).toEqual([
    'node_modules/mac',
    'node_modules/shared',
    'node_modules/tester',
    'node_modules/web',
    'node_modules/web/node_modules/shared',
  ]);
});

test('what is needed to run is not for development, whatever it was in the whole', () => {
  const part = partOfLock(whole, ['web'], ['tester']);
  expect(part['node_modules/web/node_modules/shared']).toEqual({ version: '2.0.0' });
  expect(part['node_modules/mac']).toEqual({ version: '1.0.0', optional: true });
  expect(part['node_modules/tester']).toMatchObject({ dev: true });
  expect(part['node_modules/shared']).toEqual({ version: '1.0.0', dev: true });
});
