import { resolveResources, withoutAccelerators } from '../../../lib/constructs/workload/resources';

describe('resources', () => {
  test('have a CPU request, as much memory requested as allowed, and no CPU limit', () => {
    expect(resolveResources()).toEqual({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { memory: '128Mi' },
    });
  });

  test('take the memory limit as request, and the request as limit', () => {
    expect(resolveResources({ limits: { memory: '1Gi' } }).requests['memory']).toBe('1Gi');
    expect(resolveResources({ requests: { memory: '256Mi' } }).limits['memory']).toBe('256Mi');
  });

  test('never request more CPU by default than the limit', () => {
    expect(resolveResources({ limits: { cpu: '50m' } }).requests['cpu']).toBe('50m');
    expect(resolveResources({ limits: { cpu: 2 } })).toMatchObject({
      requests: { cpu: '100m' },
      limits: { cpu: '2' },
    });
  });

  test('drop a default that is false', () => {
    expect(resolveResources({ requests: { cpu: false }, limits: { memory: false } })).toEqual({
      requests: { memory: '128Mi' },
      limits: {},
    });
  });

  test('are none when turned off, but for devices', () => {
    expect(resolveResources(false)).toEqual({ requests: {}, limits: {} });
    expect(resolveResources(false, { 'nvidia.com/gpu': 1 }).limits).toEqual({ 'nvidia.com/gpu': '1' });
  });

  test('may have further names', () => {
    expect(resolveResources({ limits: { 'ephemeral-storage': '1Gi' } }).limits).toMatchObject({
      'ephemeral-storage': '1Gi',
    });
  });

  test('of containers beside the main one have no devices', () => {
    const accelerators = { 'nvidia.com/gpu': 2 };
    expect(withoutAccelerators(resolveResources({}, accelerators), accelerators)).toEqual(resolveResources());
  });
});
