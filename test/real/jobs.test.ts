import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { collectProblems } from '../../lib/constructs/construct';
import type { ApiObjectData } from '../../lib/core/manifest';
import { GoCronJob, type GoCronJobProps, GoJob, type GoJobProps } from '../../lib/constructs/workload';
import { isSchedule } from '../../lib/core/kubernetes';
import { Box } from './support';

const image = 'ghcr.io/acme/shop:1.4.2';

const pod: Partial<GoJobProps> = {
  args: ['migrate', '$(TARGET)'],
  env: { TARGET: 'up', PASSWORD: { valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } } },
  envFrom: [{ secretRef: { name: 's', optional: true } }],
  config: { files: { '/etc/shop/a.yaml': 'a: 1\n' } },
  mounts: { '/media': { persistentVolumeClaim: { claimName: 'media' } } },
  initContainers: { wait: { args: ['wait'] } },
  preflight: { args: ['--preflight'] },
  placement: { arch: ['amd64', 'arm64'], accelerators: { 'nvidia.com/gpu': 1 } },
  telemetry: true,
  networkPolicy: { egress: [{ to: [{ cidr: '10.0.0.0/8' }], ports: [{ port: 5432 }] }] },
  terminationGracePeriodSeconds: 5,
};

interface Made {
  readonly objects: readonly ApiObjectData[];
  readonly errors: readonly string[];
}

/** The objects of a chart and what the checks say about it; the objects are made even where that is bad. */
function made(fill: (chart: Chart) => void): Made {
  const chart = new Chart(new App(), 'chart');
  fill(chart);
  const objects = chart.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
  return {
    objects: objects.map((object): ApiObjectData => object.toJson()),
    errors: collectProblems(chart)
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule),
  };
}

const job = (more: Partial<GoJobProps>, id = 'migrate'): Made =>
  made((chart) => new GoJob(chart, id, { image, ...more }));

const cronJob = (more: Partial<GoCronJobProps>, id = 'report'): Made =>
  made((chart) => new GoCronJob(chart, id, { image, schedule: '30 3 * * *', ...more }));

test.each<[string, Made]>([
  ['a Job of an image', job({})],
  [
    'a Job with every option',
    job({
      ...pod,
      backoffLimit: 0,
      activeDeadlineSeconds: 60,
      restartPolicy: 'OnFailure',
      completions: 4,
      parallelism: 2,
      completionMode: 'Indexed',
      ttlSecondsAfterFinished: 60,
    }),
  ],
  ['a Job of the longest name', job({}, 'a'.repeat(54))],
  ['a CronJob of an image and a schedule', cronJob({})],
  [
    'a CronJob with every option',
    cronJob({
      ...pod,
      schedule: '@hourly',
      timeZone: 'America/Argentina/Buenos_Aires',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 0,
      suspend: true,
      activeDeadlineSeconds: false,
    }),
  ],
  ['a CronJob of the longest name', cronJob({}, 'a'.repeat(52))],
])('the API server takes %s, and Pod Security "restricted" has nothing to say', async (_title, all) => {
  expect(all.errors).toEqual([]);
  const { warnings } = await Box.shared().apply(all.objects, { namespace: namespaceOf() });
  expect(warnings).toEqual([]);
});

test.each<[string, Made]>([
  ['invalid-schedule', cronJob({ schedule: '0 3 * * 7' })],
  ['invalid-schedule', cronJob({ schedule: 'TZ=Europe/Zurich 0 3 * * *' })],
  ['unknown-time-zone', cronJob({ timeZone: 'Europe/Bern' })],
  ['invalid-name', cronJob({}, 'a'.repeat(53))],
  ['invalid-name', job({}, 'a'.repeat(55))],
  ['indexed-without-completions', job({ completionMode: 'Indexed', parallelism: 2 })],
])('what we call %s, the API server refuses', async (rule, all) => {
  expect(all.errors).toContain(rule);
  const { rejected } = await Box.shared().tryApply(all.objects, { namespace: namespaceOf() });
  expect(rejected).not.toEqual([]);
});

test('a new version is a new Job beside the old one, which the API server would not let change', async () => {
  const namespace = namespaceOf();
  const box = Box.shared();
  const [old, next] = [job({}), job({ image: 'ghcr.io/acme/shop:2.0.0' })];
  await box.apply(old.objects, { namespace });
  const { rejected } = await box.tryApply(next.objects, { namespace });
  expect(rejected).toEqual([]);
  const renamed = next.objects.map((object) => {
    const same = old.objects.find(({ kind }) => kind === object.kind);
    return same ? { ...object, metadata: same.metadata } : object;
  });
  const changed = await box.tryApply(renamed, { namespace });
  expect(changed.rejected).not.toEqual([]);
});

test('schedules are read as the API server reads them', async () => {
  const word = fc.constantFrom('*', '?', '0', '1', '7', '12', '31', '59', '60', 'mon', 'JAN', '', 'x', '-1');
  const range = fc.oneof(
    word,
    fc.tuple(word, word).map(([a, b]) => `${a}-${b}`),
  );
  const stepped = fc.oneof(
    range,
    fc.tuple(range, word).map(([a, b]) => `${a}/${b}`),
  );
  const field = fc.array(stepped, { minLength: 1, maxLength: 2 }).map((all) => all.join(','));
  const fields = fc.array(field, { minLength: 4, maxLength: 6 }).map((all) => all.join(' '));
  const seed = 20261127;
  const schedules = [
    ...new Set(
      fc.sample(
        fc.oneof(
          fields,
          fc.tuple(field).map(([one]) => `${one} * * * *`),
        ),
        { seed, numRuns: 300 },
      ),
    ),
  ];
  const objects = schedules.map((schedule, index) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `schedule-${index}` },
    spec: {
      schedule,
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: 'Never', containers: [{ name: 'x', image }] },
          },
        },
      },
    },
  }));
  const { rejected } = await Box.shared().tryApply(objects, { namespace: namespaceOf() });
  const refused = new Set(rejected.map(({ object }) => object.metadata.name));
  const wrong = schedules.filter(
    (schedule, index) => isSchedule(schedule) === refused.has(`schedule-${index}`),
  );
  expect(wrong).toEqual([]);
});

let count = 0;

function namespaceOf(): string {
  return `jobs-${process.pid}-${++count}`;
}
