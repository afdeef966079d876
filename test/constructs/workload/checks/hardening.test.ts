import { linesOf, problemsOf } from '../support';

describe('what is weaker than by default', () => {
  const weak = {
    securityContext: {
      runAsNonRoot: false,
      allowPrivilegeEscalation: true,
      capabilities: { add: ['NET_BIND_SERVICE', 'NET_ADMIN'] },
      seccompProfile: 'Unconfined',
    },
    networkPolicy: false,
  } as const;

  test('is warned about, each field of it', () => {
    expect(linesOf(problemsOf(weak))).toEqual([
      'warning weakened-hardening securityContext.runAsNonRoot',
      'warning weakened-hardening securityContext.allowPrivilegeEscalation',
      'warning weakened-hardening securityContext.capabilities.add',
      'warning weakened-hardening securityContext.seccompProfile',
      'warning weakened-hardening networkPolicy',
    ]);
    expect(linesOf(problemsOf({ securityContext: { capabilities: { drop: [] } } }))).toEqual([
      'warning weakened-hardening securityContext.capabilities.drop',
    ]);
  });

  test('is not, once somebody says why', () => {
    const [first] = problemsOf({ networkPolicy: false });
    expect(first?.fix).toBe('Remove it, or say why: weakened: { networkPolicy: the reason }.');
    expect(
      problemsOf({ networkPolicy: false, weakened: { networkPolicy: 'the mesh has policies' } }),
    ).toEqual([]);
    const weakened = {
      runAsNonRoot: 'a',
      allowPrivilegeEscalation: 'b',
      capabilities: 'c',
      seccompProfile: 'd',
    };
    expect(linesOf(problemsOf({ ...weak, weakened }))).toEqual(['warning weakened-hardening networkPolicy']);
  });

  test('is nothing that Pod Security "restricted" admits', () => {
    expect(problemsOf({ securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } } })).toEqual([]);
  });
});

describe('a variable with the name of a secret', () => {
  test('is warned about where its value stands in plain text', () => {
    const env = {
      DB_PASSWORD: 'hunter2',
      GITHUB_TOKEN: 'ghp',
      SIGNING_KEY: 'abc',
      apiKey: 'x',
      API_KEY: 'y',
    };
    expect(linesOf(problemsOf({ env, config: { env: { CLIENT_SECRET: 'z' } } }))).toEqual([
      'warning plain-secret env.DB_PASSWORD',
      'warning plain-secret env.GITHUB_TOKEN',
      'warning plain-secret env.SIGNING_KEY',
      'warning plain-secret env.apiKey',
      'warning plain-secret env.API_KEY',
      'warning plain-secret config.env.CLIENT_SECRET',
    ]);
  });

  test('is not where it only says where the secret is, or is no secret', () => {
    const env = {
      PASSWORD: { valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
      PASSWORD_COPY: '$(PASSWORD)',
      DB_PASSWORD: '$(PASSWORD)',
      TLS_KEY: '/etc/tls/tls.key',
      PASSWORD_FILE: 'password.txt',
      SSH_PUBLIC_KEY: 'ssh-ed25519 x',
      REQUIRE_TOKEN: 'true',
      INSTALL_KEY: '',
    };
    expect(problemsOf({ env })).toEqual([]);
  });
});

describe('what no container can have', () => {
  test('is a mount where the runtime puts devices and the kernel', () => {
    const emptyDir = {};
    const mounts = { '/dev': { emptyDir }, '/proc/x': { emptyDir }, '/sys': { emptyDir } };
    expect(linesOf(problemsOf({ mounts }))).toEqual([
      'error mount-over-system-path mounts./dev',
      'error mount-over-system-path mounts./proc/x',
      'error mount-over-system-path mounts./sys',
    ]);
    expect(problemsOf({ mounts: { '/dev/shm': { emptyDir: { medium: 'Memory' } } } })).toEqual([]);
    expect(problemsOf({ mounts: { '/process': { emptyDir }, '/devices': { emptyDir } } })).toEqual([]);
  });

  test('is a file whose name begins as those do by which Kubernetes swaps files', () => {
    expect(linesOf(problemsOf({ config: { files: { '/etc/shop/..data': 'x' } } }))).toEqual([
      'error invalid-path config.files./etc/shop/..data',
    ]);
  });

  test('is a text with a NUL character', () => {
    expect(linesOf(problemsOf({ env: { A: 'a\0b' }, args: ['x\0'] }))).toEqual([
      'error nul-in-text env.A',
      'error nul-in-text args.0',
    ]);
  });

  test('is a path longer than Linux takes', () => {
    const path = '/a'.repeat(2048);
    expect(linesOf(problemsOf({ writable: { [path]: '1Mi' } }))).toEqual([
      `error invalid-path writable.${path}`,
    ]);
  });
});
