import * as fc from 'fast-check';
import { goVariables, memoryLimitBytes } from '../../../lib/constructs/workload/go-runtime';
import type { GoRuntimeSpec } from '../../../lib/constructs/workload';

const withMemory = (memory: string) => ({ requests: {}, limits: { memory } });
const withCpu = (cpu: string) => ({ requests: {}, limits: { cpu } });
const memoryOf = (limit: string, spec?: GoRuntimeSpec | false) =>
  goVariables(spec, withMemory(limit))['GOMEMLIMIT'];
const threadsOf = (limit: string, spec?: GoRuntimeSpec) => goVariables(spec, withCpu(limit))['GOMAXPROCS'];

describe('GOMEMLIMIT', () => {
  test.each([
    ['128Mi', '115MiB'],
    ['1Gi', '921MiB'],
    ['100M', '85MiB'],
    ['64Mi', '57MiB'],
    ['134217728', '115MiB'],
  ])('is 90 %% of a limit of %s in whole mebibytes', (limit, expected) => {
    expect(memoryOf(limit)).toBe(expected);
  });

  test('is in a unit that Go knows, never in Mi', () => {
    fc.assert(
      fc.property(fc.integer({ min: 64, max: 1 << 20 }), (mebibytes) => {
        expect(memoryOf(`${mebibytes}Mi`)).toBe(`${Math.floor((mebibytes * 9) / 10)}MiB`);
      }),
      { seed: 4 },
    );
  });

  test('is left out under 64Mi and without a limit', () => {
    expect(memoryOf('63Mi')).toBeUndefined();
    expect(goVariables({}, { requests: {}, limits: {} })).toEqual({});
    expect(memoryOf('nonsense')).toBeUndefined();
  });

  test('can be another percentage', () => {
    expect(memoryOf('1Gi', { memoryLimit: '75%' })).toBe('768MiB');
  });

  test.each([
    ['400MiB', '400MiB'],
    ['400Mi', '400MiB'],
    ['1GiB', '1024MiB'],
    ['1000000B', '1000000'],
    ['1000000', '1000000'],
    ['100M', '100000000'],
  ])('can be a size: %s', (setting, expected) => {
    expect(memoryOf('1Gi', { memoryLimit: setting })).toBe(expected);
  });

  test('can follow the limit of the running container', () => {
    expect(memoryOf('1Gi', { memoryLimit: 'downward' })).toEqual({
      valueFrom: { resourceFieldRef: { resource: 'limits.memory', divisor: '1' } },
    });
  });

  test('can be off', () => {
    expect(memoryOf('1Gi', { memoryLimit: 'off' })).toBeUndefined();
    expect(memoryOf('1Gi', false)).toBeUndefined();
  });

  test('reads literal sizes only', () => {
    expect(memoryLimitBytes('2KiB')).toBe(2048n);
    expect(memoryLimitBytes('90%')).toBeUndefined();
    expect(memoryLimitBytes('downward')).toBeUndefined();
  });
});

describe('GOMAXPROCS', () => {
  test('is left to Go 1.25 and newer, which is assumed', () => {
    expect(threadsOf('2')).toBeUndefined();
    expect(threadsOf('2', { version: '1.25' })).toBeUndefined();
    expect(threadsOf('2', { version: '1.30.1' })).toBeUndefined();
    expect(threadsOf('2', { version: '2.0' })).toBeUndefined();
  });

  test.each([
    ['2', '2'],
    ['1500m', '2'],
    ['100m', '1'],
  ])('is the CPU limit of %s rounded up for older ones', (limit, expected) => {
    expect(threadsOf(limit, { version: '1.24.3' })).toBe(expected);
  });

  test('is left out without a CPU limit', () => {
    expect(goVariables({ version: '1.22' }, withMemory('1Gi'))).not.toHaveProperty('GOMAXPROCS');
  });

  test('can be set or turned off', () => {
    expect(threadsOf('2', { maxProcs: 8 })).toBe('8');
    expect(threadsOf('2', { version: '1.20', maxProcs: 'off' })).toBeUndefined();
  });
});
