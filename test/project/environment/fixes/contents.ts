import { type Fix, program, service } from './fix';

const secret = { existing: { secrets: { api: {} } } };
const keyed = { existing: { secrets: { api: { keys: ['token'] } } } };
const from = (valueFrom: object) => ({ env: { TOKEN: { valueFrom } } });
const files = (...paths: string[]) => ({
  config: { files: Object.fromEntries(paths.map((path) => [path, 'text'])) },
});

/** What is wrong with variables, files and mounts of services and jobs. */
export const contentFixes: readonly Fix[] = [
  {
    rule: 'invalid-variable-name',
    says: 'Use letters, digits',
    broken: service({ env: { 'A B': 'x' } }),
    fixed: service({ env: { A_B: 'x' } }),
  },
  {
    rule: 'not-one-variable-source',
    says: 'exactly one of secretKeyRef',
    broken: { ...service(from({})), ...secret },
    fixed: { ...service(from({ secretKeyRef: { name: 'api', key: 'token' } })), ...secret },
  },
  {
    rule: 'duplicate-variable',
    says: 'Remove one of them',
    broken: service({ env: { MODE: 'a' }, config: { env: { MODE: 'b' } } }),
    fixed: service({ env: { MODE: 'a' } }),
  },
  {
    rule: 'unresolved-variable',
    says: '$$(NAME)',
    broken: service({ env: { A: 'x$(NAME)' } }),
    fixed: service({ env: { A: 'x$$(NAME)' } }),
  },
  {
    rule: 'invalid-path',
    says: 'Write an absolute path',
    broken: service(files('etc/a.yaml')),
    fixed: service(files('/etc/a.yaml')),
  },
  {
    rule: 'duplicate-mount',
    says: 'Choose another path',
    broken: service({ writable: { '/cache': '1Mi' }, mounts: { '/cache': { emptyDir: {} } } }),
    fixed: service({ writable: { '/cache': '1Mi' }, mounts: { '/other': { emptyDir: {} } } }),
  },
  {
    rule: 'mount-in-read-only-directory',
    says: 'a path beside it',
    broken: service({ ...files('/etc/app/a.yaml'), writable: { '/etc/app/cache': '1Mi' } }),
    fixed: service({ ...files('/etc/app/a.yaml'), writable: { '/etc/cache': '1Mi' } }),
  },
  {
    rule: 'not-one-mount-source',
    says: 'Give exactly one of',
    broken: { ...service({ mounts: { '/a': { emptyDir: {}, secret: { name: 'api' } } } }), ...secret },
    fixed: { ...service({ mounts: { '/a': { secret: { name: 'api' } } } }), ...secret },
  },
  {
    rule: 'invalid-key',
    says: 'Use letters, digits',
    broken: { ...service({ mounts: { '/a': { secret: { name: 'api' }, key: 'a b' } } }), ...secret },
    fixed: { ...service({ mounts: { '/a': { secret: { name: 'api' }, key: 'a_b' } } }), ...secret },
  },
  {
    rule: 'key-without-object',
    says: 'Remove `key`',
    broken: service({ mounts: { '/a': { emptyDir: {}, key: 'a' } } }),
    fixed: service({ mounts: { '/a': { emptyDir: {} } } }),
  },
  {
    rule: 'unknown-volume-claim',
    says: 'Did you mean "data"?',
    broken: service({
      volumeClaims: { data: { mountPath: '/data', size: '1Gi' } },
      mounts: { '/more': { volumeClaim: 'dat' } },
    }),
    fixed: service({
      volumeClaims: { data: { mountPath: '/data', size: '1Gi' } },
      mounts: { '/more': { volumeClaim: 'data' } },
    }),
  },
  {
    rule: 'data-too-large',
    says: 'into the image or on a volume',
    broken: program({ config: { files: { '/etc/a': 'x'.repeat(2 ** 20 + 1) } } }),
    fixed: program({}),
  },
  {
    rule: 'inline-secret',
    says: 'name it in `env`',
    broken: { ...service({ secrets: { files: { '/etc/token': 'x' } } }), ...secret },
    fixed: { ...service(from({ secretKeyRef: { name: 'api', key: 'token' } })), ...secret },
  },
  {
    rule: 'unknown-secret',
    says: /"api"/,
    broken: { ...service(from({ secretKeyRef: { name: 'apj', key: 'token' } })), ...secret },
    fixed: { ...service(from({ secretKeyRef: { name: 'api', key: 'token' } })), ...secret },
  },
  {
    rule: 'unknown-secret',
    says: 'existing: { secrets: { api: {} } }',
    broken: service(from({ secretKeyRef: { name: 'api', key: 'token' } })),
    fixed: { ...service(from({ secretKeyRef: { name: 'api', key: 'token' } })), ...secret },
  },
  {
    rule: 'unknown-config-map',
    says: 'existing: { configMaps: { api: {} } }',
    broken: service(from({ configMapKeyRef: { name: 'api', key: 'level' } })),
    fixed: {
      ...service(from({ configMapKeyRef: { name: 'api', key: 'level' } })),
      existing: { configMaps: { api: {} } },
    },
  },
  {
    rule: 'unknown-key',
    says: 'Did you mean "token"?',
    broken: { ...service(from({ secretKeyRef: { name: 'api', key: 'tokne' } })), ...keyed },
    fixed: { ...service(from({ secretKeyRef: { name: 'api', key: 'token' } })), ...keyed },
  },
];
