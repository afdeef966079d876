import { kindFindings } from '../../../lib/core/kubernetes';

const deployment = (pod: object, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'shop' } },
    template: {
      metadata: { labels: { app: 'shop' } },
      spec: { containers: [{ name: 'shop', image: 'shop:1', ...container }], ...pod },
    },
  },
});

const said = (object: Parameters<typeof kindFindings>[0]) =>
  kindFindings(object).map(({ rule, field, fix }) => [rule, field?.join('.'), fix]);

describe("an object of one of Kubernetes' own kinds", () => {
  test('has nothing wrong where the API server takes it', () => {
    expect(kindFindings(deployment({ terminationGracePeriodSeconds: 40 }))).toEqual([]);
  });

  test('has no misspelt field', () => {
    expect(kindFindings(deployment({ terminationGracePeriodSecond: 40 }))).toEqual([
      {
        rule: 'unknown-field',
        severity: 'error',
        field: ['spec', 'template', 'spec', 'terminationGracePeriodSecond'],
        message:
          'There is no field "terminationGracePeriodSecond" here; the nearest is "terminationGracePeriodSeconds".',
        consequence:
          'Kubernetes 1.35 has no such field: kubectl refuses the Deployment, and other clients lose the field without a word.',
        fix: 'Write "terminationGracePeriodSeconds".',
      },
    ]);
  });

  test('has values of the right type, labels and annotations among them', () => {
    const object = deployment({ hostNetwork: 'yes' });
    Object.assign(object.metadata, { labels: { tier: 1 } });
    expect(said(object)).toEqual([
      ['wrong-type', 'metadata.labels.tier', 'Write it in quotes: "1".'],
      ['wrong-type', 'spec.template.spec.hostNetwork', 'Write true or false.'],
    ]);
  });

  test('has only words that Kubernetes knows', () => {
    expect(said(deployment({}, { imagePullPolicy: 'Allways' }))).toEqual([
      ['not-allowed-value', 'spec.template.spec.containers.0.imagePullPolicy', 'Write "Always".'],
    ]);
  });

  test('has all that it needs', () => {
    const { spec: _spec, ...object } = deployment({});
    expect(said({ ...object, spec: { template: {} } })).toEqual([
      ['missing-field', 'spec', 'Add "selector".'],
    ]);
  });

  test('has quantities that can be read, and numbers or names of ports', () => {
    const resources = { limits: { memory: '128 MB', cpu: 1 } };
    const probe = { httpGet: { port: true } };
    expect(said(deployment({}, { resources, livenessProbe: probe }))).toEqual([
      [
        'wrong-pattern',
        'spec.template.spec.containers.0.resources.limits.memory',
        'Write a quantity such as 500m, 1.5 or 128Mi.',
      ],
      [
        'wrong-type',
        'spec.template.spec.containers.0.livenessProbe.httpGet.port',
        'Write a whole number or text.',
      ],
    ]);
  });

  test('has its secrets in base64', () => {
    const secret = (value: string) => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'shop' },
      data: { token: value },
    });
    expect(said(secret('c2VjcmV0\n'))).toEqual([]);
    expect(said(secret('secret!'))).toHaveLength(1);
  });

  test('may have a status, and keys of its own where Kubernetes takes any', () => {
    expect(
      kindFindings({ ...deployment({ nodeSelector: { 'any.example/key': 'x' } }), status: { x: 1 } }),
    ).toEqual([]);
  });
});

test('null is as good as absent, as kubectl and charts write it', () => {
  const metadata: object = { name: 'shop', creationTimestamp: null, annotations: null };
  expect(kindFindings(Object.assign(deployment({ nodeSelector: null }), { metadata }))).toEqual([]);
});

test('an object of another kind is not looked at', () => {
  expect(kindFindings({ apiVersion: 'example.com/v1', kind: 'Deployment', metadata: { name: 'x' } })).toEqual(
    [],
  );
});
