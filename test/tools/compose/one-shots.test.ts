import { composeSources, convertCompose } from '../../../lib/tools/compose';
import { readCompose } from '../../../lib/project/compose';
import { converted, entryOf, inProject, synthesized, told, valueAt } from './support';

const withMigration = (api: string, migrate = '') => `
services:
  api:
    image: ghcr.io/acme/api:1.0.0
    expose: ["8080"]
    depends_on: { migrate: { condition: service_completed_successfully } }
${api}
  migrate:
    image: ghcr.io/acme/api:1.0.0
    command: [migrate, up]
    restart: on-failure
    environment: { STEPS: "3", DATABASE_PASSWORD: abcdef }
    depends_on: { db: { condition: service_healthy } }
${migrate}
  db: { image: "postgres:17" }
`;

test('What one service waits for to end is an init container of it, so that it waits on Kubernetes too', () => {
  const conversion = converted(withMigration(''));
  expect(valueAt(conversion, 'jobs')).toBeUndefined();
  expect(valueAt(conversion, 'services', 'api')).toMatchObject({
    dependsOn: ['db:postgres'],
    initContainers: {
      migrate: {
        image: 'ghcr.io/acme/api:1.0.0',
        args: ['migrate', 'up'],
        env: {
          STEPS: '3',
          DATABASE_PASSWORD: {
            valueFrom: { secretKeyRef: { name: 'migrate-env', key: 'DATABASE_PASSWORD' } },
          },
        },
      },
    },
  });
  expect(conversion.services).toMatchObject({ migrate: 'shop/api' });
  expect(entryOf(conversion, 'services.api.depends_on.migrate')).toMatchObject({
    code: 'CM054',
    to: 'environments/base.yaml:services.api.initContainers.migrate',
  });
  expect(told(conversion, 'services.migrate.restart')).toEqual(['carried']);
  const { objects, problems } = synthesized(conversion);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'Job')).toEqual([]);
});

test('With several pods it is a Job, of which is told that nobody waits for it, until somebody says otherwise', () => {
  const compose = withMigration('    deploy: { replicas: 2 }');
  const conversion = converted(compose);
  expect(valueAt(conversion, 'jobs', 'migrate', 'args')).toEqual(['migrate', 'up']);
  expect(entryOf(conversion, 'services.api.depends_on.migrate')).toMatchObject({
    code: 'CM051',
    severity: 'warning',
    fix: expect.stringContaining('--one-shot migrate=init'),
  });
  expect(conversion.questions).toContainEqual({ kind: 'one-shot', subject: 'migrate', usual: 'job' });
  inProject({ 'compose.yaml': compose }, (directory) => {
    const { project } = readCompose({ directory, files: ['compose.yaml'], projectName: 'shop' });
    if (!project) throw new Error('It cannot be read.');
    const decisions = { 'one-shot': new Map([['migrate', 'init']]) };
    const decided = convertCompose([{ name: 'prod', project }], directory, decisions);
    expect(valueAt(decided, 'services', 'api', 'initContainers', 'migrate', 'args')).toEqual([
      'migrate',
      'up',
    ]);
    const [source] = composeSources([{ name: 'prod', project }], directory, decisions);
    expect(source?.workloads.get('migrate')?.before).toBe('api');
  });
});

test.each([
  [
    'another service waits for it too',
    '',
    '  worker: { image: "ghcr.io/acme/api:1.0.0", depends_on: { migrate: { condition: service_completed_successfully } } }',
  ],
  ['it has files that the other one has not', '', '    volumes: ["seed:/seed"]'],
  ['it runs as another user', '', '    user: "1001"'],
  ['it starts in a folder of its own', '', '    working_dir: /srv'],
])('It is a Job where %s', (_, api, migrate) => {
  const text = withMigration(api, migrate.startsWith('  worker') ? '' : migrate);
  const conversion = converted(
    `${text}${migrate.startsWith('  worker') ? migrate : ''}\nvolumes: { seed: {} }\n`,
  );
  expect(valueAt(conversion, 'jobs', 'migrate')).toBeDefined();
  expect(valueAt(conversion, 'services', 'api', 'initContainers')).toBeUndefined();
});

test('A volume that a program prepares for another one stays that of one service', () => {
  const conversion = converted(`
services:
  api:
    image: ghcr.io/acme/api:1.0.0
    expose: ["8080"]
    volumes: ["data:/data"]
    depends_on: { prepare: { condition: service_completed_successfully } }
  prepare:
    image: busybox:1.37
    command: [sh, -c, 'mkdir -p /data/inbox']
    volumes: ["data:/data"]
volumes: { data: {} }
`);
  expect(valueAt(conversion, 'services', 'api', 'volumeClaims', 'data')).toMatchObject({
    mountPath: '/data',
  });
  expect(valueAt(conversion, 'services', 'api', 'initContainers', 'prepare', 'args')).toEqual([
    'sh',
    '-c',
    'mkdir -p /data/inbox',
  ]);
  const { objects } = synthesized(conversion);
  const pods = objects.find(({ kind }) => kind === 'StatefulSet');
  expect(JSON.stringify(pods)).toContain('"initContainers":[{');
});
