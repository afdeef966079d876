import { isFailed, itemAt } from '../../../../lib/core/base';
import { type Overriders, overridden } from '../../../../lib/project/delivery/karmada/overriders';
import { overriddenImage } from '../../../../lib/project/delivery/karmada/image-overrider';
import { dividedReplicas } from '../../../../lib/project/delivery/karmada/placement';

/** Karmada's own Go code is asked about made-up cases in test/real/delivery/overrides.test.ts. */
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        initContainers: [{ name: 'wait', image: 'docker.io/library/busybox:1' }],
        containers: [
          { name: 'web', image: 'ghcr.io/shop/web:1', args: ['--a', '--b'] },
          { name: 'log', image: 'fluent/bit:3' },
        ],
      },
    },
  },
};

/** What a Deployment is after these, or why Karmada stops. */
function after(overriders: Overriders): unknown {
  const attempt = overridden(deployment, overriders);
  return isFailed(attempt) ? attempt.reason : attempt.value;
}

const digest = `sha256:${'0'.repeat(64)}`;

test.each([
  ['Registry', 'replace', 'r.example:5000', 'ghcr.io/shop/web:1', 'r.example:5000/shop/web:1'],
  ['Registry', 'replace', 'r.example', 'shop/web:1', 'r.example/shop/web:1'],
  ['Registry', 'replace', 'r.example', 'web', 'r.example/web'],
  ['Registry', 'replace', 'r.example', 'localhost/web', 'r.example/web'],
  ['Registry', 'add', '.cn', 'ghcr.io/shop/web:1', 'ghcr.io.cn/shop/web:1'],
  ['Registry', 'remove', undefined, 'ghcr.io/shop/web:1', 'shop/web:1'],
  ['Repository', 'replace', 'store/web', 'ghcr.io/shop/web:1', 'ghcr.io/store/web:1'],
  ['Repository', 'add', '/v2', 'ghcr.io/shop/web:1', 'ghcr.io/shop/web/v2:1'],
  ['Tag', 'replace', '2', 'ghcr.io/shop/web:1', 'ghcr.io/shop/web:2'],
  ['Tag', 'add', '-debug', 'ghcr.io/shop/web:1', 'ghcr.io/shop/web:1-debug'],
  ['Tag', 'remove', undefined, 'ghcr.io/shop/web:1', 'ghcr.io/shop/web'],
  ['Tag', 'replace', digest, 'ghcr.io/shop/web:1', `ghcr.io/shop/web@${digest}`],
  ['Tag', 'replace', '2', `ghcr.io/shop/web@${digest}`, 'ghcr.io/shop/web:2'],
  ['Tag', 'add', digest, 'ghcr.io/shop/web:1', 'ghcr.io/shop/web:1'],
  ['Registry', 'replace', 'r.example', 'Shop/web:1', 'r.example/Shop/web:1'],
  ['Tag', 'replace', 'no tag', 'ghcr.io/shop/web:1', 'ghcr.io/shop/web:1'],
  // Of the two only the tag is left.
  ['Registry', 'replace', 'r.example', `ghcr.io/shop/web:1@${digest}`, 'r.example/shop/web:1'],
] as const)('%s %s %s makes of %s %s', (component, operator, value, image, expected) => {
  const overrider = { component, operator, ...(value !== undefined && { value }) };
  expect(overriddenImage(image, overrider)).toEqual({ value: expected });
});

test('images of all containers are otherwise, and those of init containers stay', () => {
  expect(
    after({ imageOverrider: [{ component: 'Registry', operator: 'replace', value: 'r.example' }] }),
  ).toMatchObject({
    spec: {
      template: {
        spec: {
          initContainers: [{ image: 'docker.io/library/busybox:1' }],
          containers: [{ image: 'r.example/shop/web:1' }, { image: 'r.example/fluent/bit:3' }],
        },
      },
    },
  });
});

test('arguments and commands of one container are added at the end and taken away by their text', () => {
  const containers = (args: readonly string[], command: readonly string[]): object => ({
    spec: { template: { spec: { containers: [{ args }, { command }] } } },
  });
  expect(
    after({
      argsOverrider: [
        { containerName: 'web', operator: 'add', value: ['--c'] },
        { containerName: 'web', operator: 'remove', value: ['--a', '--x'] },
      ],
      commandOverrider: [{ containerName: 'log', operator: 'add', value: ['/bin/log'] }],
    }),
  ).toMatchObject(containers(['--b', '--c'], ['/bin/log']));
});

test('arguments of a Job are Karmada’s too, and it knows its kinds whatever their group', () => {
  const overriders: Overriders = {
    argsOverrider: [{ containerName: 'web', operator: 'add', value: ['--c'] }],
  };
  const argsOf = (apiVersion: string, kind: string): unknown => {
    const attempt = overridden({ ...deployment, apiVersion, kind }, overriders);
    return isFailed(attempt)
      ? attempt
      : itemAt(attempt.value, ['spec', 'template', 'spec', 'containers', 0, 'args']);
  };
  expect(argsOf('batch/v1', 'Job')).toEqual(['--a', '--b', '--c']);
  expect(argsOf('apps.kruise.io/v1beta1', 'StatefulSet')).toEqual(['--a', '--b', '--c']);
  expect(argsOf('argoproj.io/v1alpha1', 'Rollout')).toEqual(['--a', '--b']);
});

test('labels are added; what is not there is neither replaced nor removed, and that stops nothing', () => {
  expect(
    after({
      labelsOverrider: [
        { operator: 'add', value: { 'example.com/region': 'eu' } },
        { operator: 'replace', value: { app: 'store', missing: 'x' } },
        { operator: 'remove', value: { missing: '' } },
      ],
      annotationsOverrider: [{ operator: 'add', value: { note: 'first' } }],
    }),
  ).toMatchObject({
    metadata: {
      labels: { app: 'store', 'example.com/region': 'eu' },
      annotations: { note: 'first' },
    },
  });
});

test('plaintext comes last, and sees what the others have made', () => {
  const plaintext = [
    { path: '/metadata/labels/example.com~1region', operator: 'remove' },
    { path: '/spec/template/spec/containers/-1', operator: 'remove' },
    { path: '/spec/template/spec/containers/0/args/-', operator: 'add', value: '--z' },
    { path: '/spec/template/spec/containers/00/args/0', operator: 'add', value: '--y' },
    { path: '/spec/replicas', operator: 'replace', value: 0 },
  ] as const;
  expect(
    after({ labelsOverrider: [{ operator: 'add', value: { 'example.com/region': 'eu' } }], plaintext }),
  ).toMatchObject({
    metadata: { labels: { app: 'web' } },
    spec: {
      replicas: 0,
      template: { spec: { containers: [{ args: ['--y', '--a', '--b', '--z'] }] } },
    },
  });
});

test.each([
  ['replace', '/spec/paused', 'there is no "paused"'],
  ['remove', '/spec/paused', 'there is no "paused"'],
  ['add', '/spec/strategy/type', 'there is no "strategy"'],
  ['replace', '/spec/template/spec/containers/2', 'the list has no item 2'],
  ['add', '/spec/template/spec/containers/3', 'the list has no item 3'],
  ['remove', '/spec/template/spec/containers/-3', 'the list has no item -3'],
  ['replace', '/spec/replicas/x', 'there is nothing that could hold "x"'],
  ['remove', '/metadata/name', 'what is left is no object'],
] as const)('Karmada stops at %s %s', (operator, path, reason) => {
  expect(after({ plaintext: [{ operator, path, value: 1 }] })).toBe(reason);
});

test.each([
  [9, [2, 1], [6, 3]],
  [10, [2, 1], [7, 3]],
  [5, [1, 1, 1], [2, 2, 1]],
  [1, [1, 3], [0, 1]],
])('%s replicas divided by %j are %j', (total, weights, shares) => {
  const names = weights.map((weight, index) => [`c${index}`, weight] as const);
  const divided = dividedReplicas(total, names);
  expect(names.map(([name]) => divided.get(name))).toEqual(shares);
});
