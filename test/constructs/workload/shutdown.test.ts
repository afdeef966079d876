import { resolveShutdown } from '../../../lib/constructs/workload/shutdown';

describe('the end of a pod', () => {
  test('waits for Traefik, drains, and has time to exit', () => {
    expect(resolveShutdown()).toEqual({
      preStopSeconds: 10,
      gracePeriodSeconds: 40,
      lifecycle: { preStop: { sleep: { seconds: 10 } } },
    });
  });

  test('has a grace period that follows the other times', () => {
    expect(resolveShutdown({ preStopSeconds: 5, drainSeconds: 60 }).gracePeriodSeconds).toBe(70);
    expect(resolveShutdown({ terminationGracePeriodSeconds: 90 }).gracePeriodSeconds).toBe(90);
  });

  test('can do without the sleep', () => {
    expect(resolveShutdown({ preStopSeconds: 0 })).toEqual({ preStopSeconds: 0, gracePeriodSeconds: 30 });
  });

  test('can run a command instead', () => {
    const { lifecycle } = resolveShutdown({ preStopCommand: ['/shop', 'drain'] });
    expect(lifecycle).toEqual({ preStop: { exec: { command: ['/shop', 'drain'] } } });
  });
});
