import type { ApiObjectData } from '../../../lib/core/manifest';
import type { ImageOverrider } from '../../../lib/project/delivery/karmada/image-overrider';
import type { Operation } from '../../../lib/project/delivery/karmada/json-patch';
import type {
  ArgumentsOverrider,
  NamesOverrider,
  Overriders,
} from '../../../lib/project/delivery/karmada/overriders';
import type { Random } from '../muxer/random';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const images = [
  'web',
  'web:1',
  'shop/web:1.2-rc_1',
  'localhost/web',
  'localhost:5000/web:1',
  'ghcr.io/shop/deep/web:1',
  'ghcr.io/shop/web',
  `ghcr.io/shop/web@${digest}`,
  `ghcr.io/shop/web:1@${digest}`,
  `web@${digest}`,
  'r.example:5000/web',
  'Shop/web:1',
  'shop.io/web:',
  'ko://example.com/cmd/web',
  'a b',
  '',
];
const registries = ['r.example', 'r.example:5000', 'r.example/mirror', '.cn', 'localhost', ''];
const repositories = ['web', 'store/web', '/v2', '-debug', ''];
const tags = ['2', '-debug', 'no tag', digest, 'sha256:12', 'v1.2.3', '.5', ''];
const labels = ['app', 'tier', 'example.com/region', 'missing'];
const words = ['--a', '--b', '--c=1', '', 'sh', '-c'];
const operators = ['add', 'remove', 'replace'] as const;

/** The kinds that Karmada knows, some that it does not, and one of a foreign group that is called like one that it knows. */
const kinds = [
  ['apps/v1', 'Deployment', ['spec', 'template', 'spec']],
  ['apps/v1', 'StatefulSet', ['spec', 'template', 'spec']],
  ['apps/v1', 'DaemonSet', ['spec', 'template', 'spec']],
  ['apps/v1', 'ReplicaSet', ['spec', 'template', 'spec']],
  ['batch/v1', 'Job', ['spec', 'template', 'spec']],
  ['batch/v1', 'CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ['v1', 'Pod', ['spec']],
  ['argoproj.io/v1alpha1', 'Rollout', ['spec', 'template', 'spec']],
  ['apps.kruise.io/v1beta1', 'StatefulSet', ['spec', 'template', 'spec']],
] as const;

/** A made-up object: one that runs something, or one that does not. */
export function randomObject(random: Random): ApiObjectData {
  const metadata = {
    name: random.pick(['web', 'log']),
    namespace: 'shop',
    ...(random.chance(0.7) && { labels: namesOf(random) }),
    ...(random.chance(0.4) && { annotations: namesOf(random) }),
  };
  if (random.once(8))
    return {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'gold' },
      value: 3,
    };
  if (random.once(6))
    return {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata,
      spec: { entryPoints: ['web'], routes: [{ match: 'Host(`a.example`)', kind: 'Rule', services: [] }] },
    };
  const [apiVersion, kind, path] = random.pick(kinds);
  const pods = {
    ...(random.once(3) && { initContainers: [container(random, 'wait')] }),
    containers: ['web', 'log'].slice(random.below(2)).map((name) => container(random, name)),
  };
  const spec = path.toReversed().reduce<object>((inner, key) => ({ [key]: inner }), pods);
  return { apiVersion, kind, metadata, ...spec };
}

function container(random: Random, name: string): object {
  return {
    name,
    image: random.pick(random.chance(0.8) ? images.slice(0, 11) : images),
    ...(random.once(2) && { args: random.list(0, 3, () => random.pick(words)) }),
    ...(random.once(3) && { command: random.list(0, 2, () => random.pick(words)) }),
  };
}

function namesOf(random: Random): Readonly<Record<string, string>> {
  return Object.fromEntries(random.some(labels.slice(0, 3), 2).map((name) => [name, random.pick(words)]));
}

/** Made-up overriders: one or several at once. */
export function randomOverriders(random: Random): Overriders {
  return {
    ...(random.once(2) && { imageOverrider: random.list(1, 2, () => imageOverrider(random)) }),
    ...(random.once(4) && { commandOverrider: random.list(1, 2, () => argumentsOverrider(random)) }),
    ...(random.once(3) && { argsOverrider: random.list(1, 2, () => argumentsOverrider(random)) }),
    ...(random.once(3) && { labelsOverrider: random.list(1, 2, () => namesOverrider(random)) }),
    ...(random.once(4) && { annotationsOverrider: random.list(1, 2, () => namesOverrider(random)) }),
    ...(random.once(2) && { plaintext: random.list(1, 3, () => operation(random)) }),
  };
}

function imageOverrider(random: Random): ImageOverrider {
  const component = random.pick(['Registry', 'Repository', 'Tag'] as const);
  const operator = random.pick(operators);
  const values = { Registry: registries, Repository: repositories, Tag: tags }[component];
  return { component, operator, ...(operator !== 'remove' && { value: random.pick(values) }) };
}

function argumentsOverrider(random: Random): ArgumentsOverrider {
  return {
    containerName: random.pick(['web', 'log', 'wait', 'none']),
    operator: random.pick(['add', 'remove'] as const),
    ...(random.chance(0.9) && { value: random.list(0, 3, () => random.pick(words)) }),
  };
}

function namesOverrider(random: Random): NamesOverrider {
  const value = Object.fromEntries(random.some(labels, 2).map((name) => [name, random.pick(words)]));
  return { operator: random.pick(operators), value };
}

/** No empty ones: Karmada's library would take them for the field itself, or write a field without a name. */
const keys = [
  'metadata',
  'labels',
  'annotations',
  'app',
  'example.com~1region',
  'spec',
  'replicas',
  'template',
  'containers',
  'args',
  'routes',
  'match',
  'value',
  'a~0b',
];
const indexes = ['0', '1', '2', '-', '-1', '-2', '-3', '00', '01', '+1', 'x', '1.0'];

/** Places that there are in most objects, and any others. */
function operation(random: Random): Operation {
  const operator = random.pick(operators);
  const containers = '/spec/template/spec/containers';
  const path = random.pick([
    '/spec/replicas',
    '/value',
    '/metadata/labels/app',
    '/metadata/labels/example.com~1region',
    '/metadata/annotations',
    '/spec/routes/0/match',
    `/spec/entryPoints/${random.pick(indexes)}`,
    `${containers}/${random.pick(indexes)}`,
    `${containers}/${random.pick(indexes)}/image`,
    `${containers}/0/args/${random.pick(indexes)}`,
    `/${random.list(1, 4, () => random.pick(keys)).join('/')}`,
    random.pick(['spec', '/kind', '/metadata/name', '/apiVersion']),
  ]);
  const value = random.pick([1, 0, 'x', '', true, false, null, [], {}, ['a'], { a: { b: 1 } }]);
  return { operator, path, ...(operator !== 'remove' && { value }) };
}
