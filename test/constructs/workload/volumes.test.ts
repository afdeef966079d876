import type { GoServiceProps } from '../../../lib/constructs/workload';
import { containerOf, objectsOf, podOf } from './support';

/** What a container sees, by path: its mount with the volume behind it. */
function seen(more: Partial<GoServiceProps>): Record<string, unknown> {
  const pod = podOf({ writable: { '/tmp': false }, ...more });
  const volumes = pod.volumes ?? [];
  return Object.fromEntries(
    (pod.containers[0].volumeMounts ?? []).map(({ mountPath, name, ...mount }: Record<string, string>) => {
      const { name: _name, ...source } = volumes.find((volume: { name: string }) => volume.name === name) ?? {
        claim: name,
      };
      return [mountPath, { ...mount, ...source }];
    }),
  );
}

describe('files', () => {
  test('that the service brings along fill their directory', () => {
    expect(seen({ config: { files: { '/etc/shop/a.yaml': 'a', '/etc/shop/b.yaml': 'b' } } })).toEqual({
      '/etc/shop': { readOnly: true, configMap: { name: 'shop-config' } },
    });
    expect(objectsOf({ config: { files: { '/etc/shop/a.yaml': 'a' } } })['ConfigMap']).toMatchObject({
      metadata: { name: 'shop-config' },
      data: { 'a.yaml': 'a' },
    });
  });

  test('in two directories share one ConfigMap', () => {
    expect(seen({ config: { files: { '/etc/a/x': '1', '/etc/b/y': '2' } } })).toEqual({
      '/etc/a': { readOnly: true, configMap: { name: 'shop-config', items: [{ key: 'x', path: 'x' }] } },
      '/etc/b': { readOnly: true, configMap: { name: 'shop-config', items: [{ key: 'y', path: 'y' }] } },
    });
  });

  test('from several sources in one directory are projected into it', () => {
    const mounts = {
      '/etc/shop/tls.key': { secret: { name: 'shop-tls' }, key: 'tls.key', defaultMode: 0o400 },
      '/etc/shop/tls.crt': { secret: { name: 'shop-tls' }, key: 'tls.crt' },
      '/etc/shop/ca.pem': { configMap: { name: 'ca', optional: true }, key: 'ca.crt' },
    };
    expect(seen({ config: { files: { '/etc/shop/a.yaml': 'a' } }, mounts })).toEqual({
      '/etc/shop': {
        readOnly: true,
        projected: {
          defaultMode: 0o400,
          sources: [
            { configMap: { name: 'shop-config' } },
            {
              secret: {
                name: 'shop-tls',
                items: [
                  { key: 'tls.key', path: 'tls.key' },
                  { key: 'tls.crt', path: 'tls.crt' },
                ],
              },
            },
            { configMap: { name: 'ca', optional: true, items: [{ key: 'ca.crt', path: 'ca.pem' }] } },
          ],
        },
      },
    });
  });

  test('can be mounted alone, beside what the image has', () => {
    const file = { content: 'x', keepDirectory: true };
    expect(seen({ config: { files: { '/etc/ssl/own.pem': file, '/root.txt': 'at the root' } } })).toEqual({
      '/etc/ssl/own.pem': { readOnly: true, subPath: 'own.pem', configMap: { name: 'shop-config' } },
      '/root.txt': { readOnly: true, subPath: 'root.txt', configMap: { name: 'shop-config' } },
    });
    const mount = { secret: { name: 's' }, key: 'k', keepDirectory: true };
    expect(seen({ mounts: { '/etc/ssl/k.pem': mount } })).toEqual({
      '/etc/ssl/k.pem': { readOnly: true, subPath: 'k', secret: { secretName: 's' } },
    });
  });

  test('of a whole Secret or ConfigMap fill a directory', () => {
    expect(
      seen({
        mounts: {
          '/run/s': { secret: { name: 's' } },
          '/run/c': { configMap: { name: 'c' }, defaultMode: 0o440 },
        },
      }),
    ).toEqual({
      '/run/s': { readOnly: true, secret: { secretName: 's' } },
      '/run/c': { readOnly: true, configMap: { name: 'c', defaultMode: 0o440 } },
    });
  });

  test('that are secret stand in a Secret, encoded', () => {
    const objects = objectsOf({
      secrets: { files: { '/run/key': { content: 'ä', keepDirectory: true } }, env: { TOKEN: 't' } },
    });
    expect(objects['Secret']).toMatchObject({
      metadata: { name: 'shop-secret-env' },
      type: 'Opaque',
      data: { TOKEN: 'dA==' },
    });
    expect(objectsOf({ secrets: { files: { '/run/key/a': 'ä' } } })['Secret'].data).toEqual({ a: 'w6Q=' });
  });
});

describe('directories', () => {
  test('that can be written are scratch space with a size, /tmp among them', () => {
    const pod = podOf({ writable: { '/var/cache': '1Gi', '/run': { medium: 'Memory', sizeLimit: '8Mi' } } });
    expect(pod.volumes).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'var-cache', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
    ]);
  });

  test('named /tmp are not mounted twice', () => {
    const claims = { data: { mountPath: '/tmp', size: '1Gi' } };
    expect(containerOf({ volumeClaims: claims }).volumeMounts).toEqual([{ name: 'data', mountPath: '/tmp' }]);
    expect(containerOf({ mounts: { '/tmp': { emptyDir: {} } } }).volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
    ]);
  });

  test('can be removed', () => {
    expect(podOf({ writable: { '/tmp': false } })).not.toHaveProperty('volumes');
  });

  test('can be claims, parts of claims, and any volume', () => {
    const mounts = {
      '/shared': { persistentVolumeClaim: { claimName: 'media', readOnly: true }, readOnly: true },
      '/backup': { volumeClaim: 'data', subPath: 'backup' },
      '/csi': { volume: { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } } },
    };
    expect(
      seen({ mounts, volumeClaims: { data: { mountPath: '/data', size: '1Gi', subPath: 'main' } } }),
    ).toEqual({
      '/data': { claim: 'data', subPath: 'main' },
      '/shared': { readOnly: true, persistentVolumeClaim: { claimName: 'media', readOnly: true } },
      '/backup': { claim: 'data', subPath: 'backup' },
      '/csi': { csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true } },
    });
  });

  test('have volumes with distinct valid names, whatever their paths', () => {
    const paths = ['/a/b', '/a-b', '/a_b', '/A/B', '/ä', `/${'long/'.repeat(30)}x`];
    const pod = podOf({ writable: Object.fromEntries(paths.map((path) => [path, '1Mi'])) });
    const names: string[] = pod.volumes.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(paths.length + 1);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  });

  test('never take the name of a volume claim', () => {
    const pod = podOf({ volumeClaims: { tmp: { mountPath: '/data', size: '1Gi' } } });
    expect(pod.volumes[0].name).toMatch(/^tmp-[0-9a-f]{8}$/);
  });
});
