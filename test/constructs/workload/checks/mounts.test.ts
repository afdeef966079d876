import { linesOf, problemsOf } from '../support';

describe('files and mounts', () => {
  test.each(['relative', '/', '/a/', '/a/../b', '/a//b', '/a:b', ''])('cannot lie at %j', (path) => {
    expect(linesOf(problemsOf({ mounts: { [path]: { emptyDir: {} } } }))).toContain(
      `error invalid-path mounts.${path}`,
    );
  });

  test('have a path each', () => {
    expect(
      linesOf(
        problemsOf({ writable: { '/etc/shop': '1Mi' }, config: { files: { '/etc/shop/a.yaml': 'a' } } }),
      ),
    ).toEqual(['error duplicate-mount writable./etc/shop']);
    expect(
      linesOf(
        problemsOf({
          mounts: { '/data': { emptyDir: {} } },
          volumeClaims: { data: { mountPath: '/data', size: '1Gi' } },
        }),
      ),
    ).toEqual(['error duplicate-mount volumeClaims.data.mountPath']);
  });

  test('cannot lie in a read-only directory', () => {
    expect(
      linesOf(problemsOf({ config: { files: { '/etc/shop/a.yaml': 'a', '/etc/shop/tls/b.pem': 'b' } } })),
    ).toEqual(['error mount-in-read-only-directory config.files./etc/shop/tls/b.pem']);
  });

  test('can lie beside a file that is mounted alone', () => {
    const files = { '/etc/shop/a.yaml': { content: 'a', keepDirectory: true } };
    expect(problemsOf({ writable: { '/etc/shop': '1Mi' }, config: { files } })).toEqual([]);
  });

  test('have one source', () => {
    expect(
      linesOf(problemsOf({ mounts: { '/a': {}, '/b': { secret: { name: 'x' }, emptyDir: {} } } })),
    ).toEqual(['error not-one-mount-source mounts./a', 'error not-one-mount-source mounts./b']);
  });

  test('name keys, claims and parts that can be', () => {
    expect(
      linesOf(
        problemsOf({
          mounts: {
            '/a': { secret: { name: 'x' }, key: 'a/b' },
            '/b/c': { emptyDir: {}, key: 'k' },
            '/d': { volumeClaim: 'dat', subPath: '../x' },
          },
          volumeClaims: { data: { mountPath: '/data', size: '1Gi' } },
        }),
      ),
    ).toEqual([
      'error invalid-key mounts./a.key',
      'error key-without-object mounts./b/c.key',
      'error unknown-volume-claim mounts./d.volumeClaim',
      'error invalid-path mounts./d.subPath',
    ]);
  });

  test('have sizes that are quantities', () => {
    expect(
      linesOf(
        problemsOf({
          writable: { '/a': 'big', '/b': { sizeLimit: 'big' } },
          mounts: { '/c': { emptyDir: { sizeLimit: 'big' } } },
          volumeClaims: { 'da.ta': { mountPath: '/data', size: 'big' } },
        }),
      ),
    ).toEqual([
      'error invalid-name volumeClaims.da.ta',
      'error invalid-quantity writable./a',
      'error invalid-quantity writable./b.sizeLimit',
      'error invalid-quantity mounts./c.emptyDir.sizeLimit',
      'error invalid-quantity volumeClaims.da.ta.size',
    ]);
  });

  test('fit into a ConfigMap, counted in bytes', () => {
    const mebibyte = 1024 * 1024;
    expect(problemsOf({ config: { files: { '/a/x': 'x'.repeat(mebibyte) } } })).toEqual([]);
    expect(
      linesOf(problemsOf({ config: { files: { '/a/x': 'ä'.repeat(mebibyte / 2), '/a/y': 'y' } } })),
    ).toEqual(['error data-too-large config.files']);
  });

  test('that are secret should not stand in manifests', () => {
    const [problem] = problemsOf({ secrets: { files: { '/run/key/a': 'x' } } });
    expect(problem).toMatchObject({
      rule: 'inline-secret',
      severity: 'warning',
      field: ['secrets', 'files'],
    });
  });
});
