import { App } from 'cdk8s';
import { DeliveryApp, type Environment, EnvironmentStack } from '../../../lib';
import type { EnvironmentChart } from '../../../lib/tools/chart/environment/environment-chart';
import { sectionNames } from '../../../lib/tools/chart/environment/sections';
import type { Program } from '../../../lib/tools/chart/environment/programs';
import { serviceOf, serviceValues } from '../../../lib/tools/chart/environment/service-values';
import { type ValuePath, type Values, valueAt, withValue } from '../../../lib/tools/chart/values';
import { type EnvironmentSpec, environmentOf } from '../../../lib/project/environment';
import { type ApiObjectData } from '../../../lib/core/manifest';
import { isPlainMap } from '../../../lib/core/base';
import { objectsOf } from '../../../lib/project/stack';

/** What the program makes of an environment; throws where it finds it wrong. */
export function synthesized(environment: Environment): ApiObjectData[] {
  const app = new DeliveryApp();
  new EnvironmentStack(app, environment);
  return [...app.manifests().values()].flat();
}

/** The same without any check. */
export function unchecked(environment: Environment): ApiObjectData[] {
  const app = new App();
  new EnvironmentStack(app, environment);
  return [...objectsOf(app).values()].flat();
}

/** An environment of data that nobody has checked. */
export function environmentOfData(name: string, data: Values): Environment {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- generated as the type wants it
  return environmentOf(name, data as unknown as EnvironmentSpec);
}

/** The environment whose files were changed as the values were. */
export function environmentWith(
  environment: Environment,
  values: Values,
  { derived, programs }: EnvironmentChart,
): Environment {
  const sections = new Map<string, [string, unknown][]>();
  for (const program of programs) {
    const spec = program.specs.get(environment.name);
    const own = mapAt(values, [program.owner, program.name]);
    if (!spec || own['enabled'] === false) continue;
    const all = sections.get(program.owner) ?? [];
    sections.set(program.owner, [...all, [program.name, specWith(program, spec, own, derived)]]);
  }
  const { services: _, ...rest } = environment.spec;
  return environmentOfData(environment.name, {
    ...rest,
    ...Object.fromEntries(Array.from(sections, ([owner, all]) => [owner, Object.fromEntries(all)])),
    traefik: { ...environment.spec.traefik, ...mapAt(values, ['traefik']) },
    ...Object.fromEntries(sectionNames.map((name) => [name, values[name]])),
  });
}

/** What environment files would say of a program that has these values. */
function specWith(
  { owner, name, laid }: Program,
  spec: Values,
  values: Values,
  { offered, removable }: EnvironmentChart['derived'],
): Values {
  const isOf = (path: ValuePath): boolean => path[0] === owner && path[1] === name && path[2] !== 'image';
  const paths = [...offered, ...removable].filter(isOf).map((path) => path.slice(2));
  const seen = owner === 'services' ? serviceValues(spec) : spec;
  const changed = paths.reduce<Values>((old, path) => withValue(old, path, valueAt(values, path)), seen);
  const all = laid.reduce<Values>((old, { value, field }) => {
    const own = valueAt(values, value);
    if (field[0] === 'image') return old;
    if (field[0] === 'networkPolicy') return own === false ? withValue(old, ['networkPolicy'], false) : old;
    return own === undefined || own === '' || isEmpty(own) ? old : withValue(old, field, own);
  }, changed);
  const image = mapAt(values, ['image']);
  const service = withValue(all, ['image'], image['repository'] ? imageOf(image) : spec['image']);
  return withoutUnused(serviceOf(service));
}

function isEmpty(value: unknown): boolean {
  return isPlainMap(value) && Object.keys(value).length === 0;
}

/** A map within values; an empty one where there is none. */
export function mapAt(values: Values, path: ValuePath): Values {
  const value = valueAt(values, path);
  return isPlainMap(value) ? value : {};
}

/** An autoscaler owns the number of replicas: with one the program wants none. */
function withoutUnused(service: Values): Values {
  return isPlainMap(service['autoscaling']) ? withValue(service, ['replicas'], undefined) : service;
}

/** The image of parts; a registry takes the place of the one that the repository begins with. */
function imageOf({ registry, repository, tag, digest }: Values): string {
  const from = isText(registry) ? withRegistry(registry, String(repository)) : String(repository);
  return `${from}${isText(tag) ? `:${tag}` : ''}${isText(digest) ? `@${digest}` : ''}`;
}

function withRegistry(registry: string, repository: string): string {
  const path = repository.replace(/^(?:localhost|[^/@]*[.:A-Z][^/@]*)\//, '');
  return `${registry}/${path}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
