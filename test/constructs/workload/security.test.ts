import { containerSecurityContext, podSecurityContext } from '../../../lib/constructs/workload/security';

describe('security', () => {
  test('meets Pod Security restricted by default', () => {
    expect(podSecurityContext(undefined, false)).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(containerSecurityContext()).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { add: undefined, drop: ['ALL'] },
    });
  });

  test('lets group and files follow another user', () => {
    expect(podSecurityContext({ runAsUser: 1000 }, false)).toMatchObject({
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
    });
    expect(podSecurityContext({ runAsUser: 1000, runAsGroup: 2000, fsGroup: 3000 }, false)).toMatchObject({
      runAsGroup: 2000,
      fsGroup: 3000,
    });
  });

  test('leaves volumes alone where fsGroup is false', () => {
    expect(podSecurityContext({ fsGroup: false }, true)).not.toHaveProperty('fsGroup');
  });

  test('does not walk a large volume at each start', () => {
    expect(podSecurityContext({}, true)).toMatchObject({ fsGroupChangePolicy: 'OnRootMismatch' });
    expect(podSecurityContext({ fsGroupChangePolicy: 'Always' }, true)).toMatchObject({
      fsGroupChangePolicy: 'Always',
    });
  });

  test('has settings of the kernel by name', () => {
    expect(podSecurityContext({}, false).sysctls).toBeUndefined();
    expect(podSecurityContext({ sysctls: { 'net.ipv4.tcp_keepalive_time': '600' } }, false).sysctls).toEqual([
      { name: 'net.ipv4.tcp_keepalive_time', value: '600' },
    ]);
  });

  test('can be loosened field by field', () => {
    expect(
      podSecurityContext({ runAsNonRoot: false, runAsUser: 0, seccompProfile: 'Localhost/shop.json' }, false),
    ).toMatchObject({
      runAsNonRoot: false,
      runAsUser: 0,
      seccompProfile: { type: 'Localhost', localhostProfile: 'shop.json' },
    });
    expect(
      containerSecurityContext({
        readOnlyRootFilesystem: false,
        capabilities: { add: ['NET_BIND_SERVICE'] },
      }),
    ).toMatchObject({
      readOnlyRootFilesystem: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
    });
  });
});
