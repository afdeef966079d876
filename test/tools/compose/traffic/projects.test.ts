import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCompose } from '../../../../lib/project/compose';
import { environmentsProgram } from '../../../../lib/project/program';
import { readingOf } from '../../../../lib/project/source';
import {
  type Conversion,
  type TrafficProof,
  composeSources,
  convertCompose,
  proveTraffic,
} from '../../../../lib/tools/compose';
import { temporaryFolders } from '../../../project/stack/support';

const temporary = temporaryFolders();
const folder = join(__dirname, 'projects');

/** Our own small versions of projects as people publish them, and how traffic to each fares on Kubernetes. */
const verdicts: Readonly<Record<string, string>> = {
  'acme-tls': 'same',
  'blue-green': 'same',
  'catch-all-redirect': 'same',
  conflict: 'same',
  'dashboard-only': 'same',
  'default-rule': 'same',
  'dns-udp': 'same',
  'entry-point': 'same',
  'error-pages': 'same',
  'file-parts': 'same',
  'forward-auth': 'same',
  'full-stack': 'same',
  'gitea-ssh': 'same',
  'go-backend': 'same',
  'grpc-443': 'same',
  'monitoring-v2': 'same',
  nextcloud: 'same',
  outside: 'same',
  'postgres-sni': 'same',
  'quick-start': 'same',
  'redis-limit': 'same',
  // passHostHeader false: the server sees the name of its pod in place of its container's.
  'sticky-health': 'moved',
  'swarm-stack': 'same',
  wordpress: 'same',
};

test('each project of the folder is tried', () => {
  expect(readdirSync(folder).map((file) => file.replace('.yml', ''))).toEqual(Object.keys(verdicts));
});

interface Migrated {
  readonly conversion: Conversion;
  readonly proof: TrafficProof | undefined;
  readonly labels: readonly string[];
}

function migrate(name: string): Migrated {
  const file = join(folder, `${name}.yml`);
  const { project, problems } = readCompose({ files: [file], projectName: 'shop', environment: {} });
  if (!project) throw new Error(JSON.stringify(problems));
  const environment = { name: 'prod', project };
  const conversion = convertCompose([environment], folder);
  const environments = join(temporary(), 'environments');
  mkdirSync(environments);
  for (const [each, text] of Object.entries(conversion.texts))
    writeFileSync(join(environments, `${each}.yaml`), text);
  const [source] = composeSources([environment], folder);
  const made = readingOf(environmentsProgram(environments, { variables: {} }), 'prod');
  const labels = Object.entries(project.services).flatMap(([service, { labels: own = {}, deploy }]) => [
    ...Object.keys(own).map((label) => `services.${service}.labels.${label}`),
    ...Object.keys(deploy?.labels ?? {}).map((label) => `services.${service}.deploy.labels.${label}`),
  ]);
  return { conversion, proof: source && proveTraffic(source, made), labels };
}

describe.each(Object.entries(verdicts))('%s', (name, verdict) => {
  let migrated: Migrated;
  beforeAll(() => {
    migrated = migrate(name);
  });

  test(`fares ${verdict} on Kubernetes`, () => {
    expect(migrated.proof?.diff).toMatchObject({ verdict });
  });

  test('has an answer for every label, and for every key of its Traefik', () => {
    const { entries } = migrated.conversion;
    const answered = new Set(entries.map(({ path }) => path));
    expect(migrated.labels.filter((label) => !answered.has(label))).toEqual([]);
    expect(entries.filter(({ code }) => code === 'CM001' || code === 'CM505')).toEqual([]);
  });

  test('loses nothing of its routing without saying so', () => {
    const errors = migrated.conversion.entries.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  });

  test('writes no credentials of its labels', () => {
    const written = JSON.stringify([migrated.conversion.texts, migrated.conversion.files]);
    expect(written).not.toMatch(/apr1|hunter2|a2688e031edb4be6a3797f3882655c05/);
  });
});

test('a file holds every project as it was typed for this test', () => {
  for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^# /);
});
