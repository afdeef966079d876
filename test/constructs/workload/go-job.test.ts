import { ApiObject, App, Chart, Duration, Testing } from 'cdk8s';
import { collectProblems } from '../../../lib/constructs/construct';
import {
  GoCronJob,
  type GoCronJobProps,
  GoJob,
  type GoJobProps,
  GoService,
} from '../../../lib/constructs/workload';
import { type Manifest, byKind, linesOf, newChart, podOf } from './support';

const image = 'ghcr.io/acme/shop:1.4.2';

function jobObjects(more: Partial<GoJobProps> = {}): Record<string, Manifest> {
  const chart = newChart();
  new GoJob(chart, 'migrate', { image, ...more });
  return byKind(Testing.synth(chart));
}

function cronJobOf(more: Partial<GoCronJobProps> = {}): Manifest {
  const chart = newChart();
  new GoCronJob(chart, 'report', { image, schedule: '30 3 * * *', ...more });
  return byKind(Testing.synth(chart))['CronJob'];
}

function jobProblems(more: Partial<GoJobProps>, id = 'migrate'): readonly string[] {
  const chart = newChart();
  new GoJob(chart, id, { image, ...more });
  return linesOf(collectProblems(chart));
}

function cronJobProblems(more: Partial<GoCronJobProps>, id = 'report'): readonly string[] {
  const chart = newChart();
  new GoCronJob(chart, id, { image, schedule: '@daily', ...more });
  return linesOf(collectProblems(chart));
}

describe('a GoJob', () => {
  test('needs an image, and brings its account and policy along', () => {
    expect(Object.keys(jobObjects())).toEqual(['ServiceAccount', 'NetworkPolicy', 'Job']);
  });

  test('runs with the security, resources and Go settings of a GoService', () => {
    const pod = jobObjects()['Job'].spec.template.spec;
    const service = podOf();
    for (const field of ['securityContext', 'automountServiceAccountToken', 'enableServiceLinks']) {
      expect(pod[field]).toEqual(service[field]);
    }
    for (const field of ['securityContext', 'resources', 'env', 'volumeMounts']) {
      expect(pod.containers[0][field]).toEqual(service.containers[0][field]);
    }
  });

  test('ends after an hour or three further tries, each a pod of its own, unless told otherwise', () => {
    const { spec } = jobObjects()['Job'];
    expect(spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 3600 });
    expect(spec.template.spec.restartPolicy).toBe('Never');
    expect(spec).not.toHaveProperty('ttlSecondsAfterFinished');
    const other = jobObjects({
      backoffLimit: 0,
      activeDeadlineSeconds: false,
      restartPolicy: 'OnFailure',
      ttlSecondsAfterFinished: 60,
      terminationGracePeriodSeconds: 5,
    })['Job'].spec;
    expect(other).toMatchObject({ backoffLimit: 0, ttlSecondsAfterFinished: 60 });
    expect(other).not.toHaveProperty('activeDeadlineSeconds');
    expect(other.template.spec).toMatchObject({
      restartPolicy: 'OnFailure',
      terminationGracePeriodSeconds: 5,
    });
  });

  test('is another Job where anything that it runs is another, and else the same', () => {
    const nameOf = (more: Partial<GoJobProps>): string => jobObjects(more)['Job'].metadata.name;
    const same = nameOf({});
    expect(same).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(nameOf({})).toBe(same);
    expect(nameOf({ image: 'ghcr.io/acme/shop:1.4.3' })).not.toBe(same);
    expect(nameOf({ env: { A: 'b' } })).not.toBe(same);
    const files = (content: string): string => nameOf({ config: { files: { '/etc/shop/a': content } } });
    expect(files('a')).not.toBe(files('b'));
    expect(nameOf({ annotations: { a: 'b' } })).toBe(same);
  });

  test('is another Job where a ConfigMap that it was given as a construct is another', () => {
    const nameWith = (value: string): string => {
      const chart = newChart();
      const map = new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: value } });
      new GoJob(chart, 'migrate', { image, envFrom: [{ configMapRef: map }] });
      return byKind(Testing.synth(chart))['Job'].metadata.name;
    };
    expect(nameWith('1')).toBe(nameWith('1'));
    expect(nameWith('1')).not.toBe(nameWith('2'));
  });

  test('is admitted where it calls, and admits nobody', () => {
    const chart = newChart();
    new GoService(chart, 'db', { image, ports: { sql: 5432 } });
    new GoJob(chart, 'migrate', {
      image,
      dependsOn: ['db:sql'],
      networkPolicy: { egress: [{ to: [{ cidr: '10.0.0.0/8' }] }] },
    });
    expect(collectProblems(chart)).toEqual([]);
    const policies = Testing.synth(chart).filter(({ kind }: Manifest) => kind === 'NetworkPolicy');
    const [db, migrate] = policies.map(({ spec }: Manifest) => spec);
    expect(db.ingress).toEqual([
      {
        from: [
          {
            podSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'migrate', 'app.kubernetes.io/instance': 'migrate' },
            },
          },
        ],
        ports: [{ port: 5432 }],
      },
    ]);
    expect(migrate.ingress).toEqual([]);
    expect(migrate.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(migrate.egress).toHaveLength(3);
    expect(Object.keys(jobObjects({ networkPolicy: false }))).not.toContain('NetworkPolicy');
  });

  test('is spread over nodes only where several of its pods run at once', () => {
    const pod = (more: Partial<GoJobProps>): Manifest => jobObjects(more)['Job'].spec.template.spec;
    expect(pod({})).not.toHaveProperty('topologySpreadConstraints');
    expect(pod({ parallelism: 3, completions: 9 }).topologySpreadConstraints).toHaveLength(2);
  });

  test('is checked as a GoService is, and for what only Jobs have', () => {
    expect(jobProblems({})).toEqual([]);
    expect(jobProblems({ image: 'No Image', dependsOn: ['nobody'], env: { 'A=B': 'x' } })).toEqual([
      'error unknown-service dependsOn.0',
      'error invalid-image image',
      'error invalid-variable-name env.A=B',
    ]);
    expect(jobProblems({ completionMode: 'Indexed', parallelism: 2 })).toEqual([
      'error indexed-without-completions completionMode',
    ]);
    expect(jobProblems({}, 'a'.repeat(54))).toEqual([]);
    expect(jobProblems({}, 'a'.repeat(55))).toEqual(['error invalid-name name']);
  });
});

describe('a GoCronJob', () => {
  test('never runs twice at once, keeps the last runs, and gives no schedule up', () => {
    expect(cronJobOf().spec).toMatchObject({
      schedule: '30 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { spec: { backoffLimit: 3, activeDeadlineSeconds: 3600 } },
    });
  });

  test('takes all of it otherwise, and keeps its name', () => {
    const own = {
      timeZone: 'Europe/Zurich',
      concurrencyPolicy: 'Replace',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 1,
      suspend: true,
    } as const;
    const { metadata, spec } = cronJobOf(own);
    expect(spec).toMatchObject(own);
    expect(metadata.name).toBe('report');
    expect(cronJobOf({ image: 'ghcr.io/acme/shop:2' }).metadata.name).toBe('report');
  });

  test('labels its runs so that they are found', () => {
    const { spec } = cronJobOf({ podLabels: { team: 'a' }, podAnnotations: { b: 'c' } });
    const { metadata } = spec.jobTemplate.spec.template;
    expect(metadata).toMatchObject({
      labels: { 'app.kubernetes.io/name': 'report', 'app.kubernetes.io/version': '1.4.2', team: 'a' },
      annotations: { b: 'c' },
    });
  });

  test('has a name that its Jobs can be called by', () => {
    expect(cronJobProblems({}, 'a'.repeat(52))).toEqual([]);
    expect(cronJobProblems({}, 'a'.repeat(53))).toEqual(['error invalid-name name']);
  });

  test('has a schedule, a time zone and a deadline that work', () => {
    expect(cronJobProblems({ schedule: '* * * *' })).toEqual(['error invalid-schedule schedule']);
    expect(cronJobProblems({ schedule: '0 3 * * 7' })).toEqual(['error invalid-schedule schedule']);
    expect(cronJobProblems({ timeZone: 'Europe/Zürich' })).toEqual(['error unknown-time-zone timeZone']);
    expect(cronJobProblems({ timeZone: 'europe/zurich' })).toEqual(['error unknown-time-zone timeZone']);
    expect(cronJobProblems({ startingDeadlineSeconds: 5 })).toEqual([
      'warning short-starting-deadline startingDeadlineSeconds',
    ]);
  });

  test('is told where its time zone belongs', () => {
    const chart = new Chart(new App(), 'chart');
    new GoCronJob(chart, 'report', { image, schedule: 'TZ=Europe/Zurich 0 3 * * *' });
    expect(collectProblems(chart).map(({ fix }) => fix)).toEqual([
      'Write timeZone: Europe/Zurich beside it.',
    ]);
  });
});

test('seconds of a job may be a Duration', () => {
  expect(
    jobObjects({
      activeDeadlineSeconds: Duration.minutes(30),
      ttlSecondsAfterFinished: Duration.days(1),
      terminationGracePeriodSeconds: Duration.minutes(2),
    })['Job'],
  ).toMatchObject({
    spec: {
      activeDeadlineSeconds: 1800,
      ttlSecondsAfterFinished: 86_400,
      template: { spec: { terminationGracePeriodSeconds: 120 } },
    },
  });
  expect(
    cronJobOf({ startingDeadlineSeconds: Duration.minutes(5), activeDeadlineSeconds: false }),
  ).toMatchObject({ spec: { startingDeadlineSeconds: 300 } });
});
