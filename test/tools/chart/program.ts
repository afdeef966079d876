import { App } from 'cdk8s';
import { DeliveryApp, type Environment, EnvironmentStack } from '../../../lib';
import type { EnvironmentChart } from '../../../lib/tools/chart/environment/environment-chart';
import { sectionNames } from '../../../lib/tools/chart/environment/sections';
import { serviceOf } from '../../../lib/tools/chart/environment/service-values';
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
  { derived }: EnvironmentChart,
): Environment {
  const services = Object.entries(environment.spec.services ?? {}).map(([name, service]) => {
    const path = ['services', name];
    const image = valueAt(values, [...path, 'image']) ?? service.image;
    const inputs = [...derived.offered, ...derived.removable]
      .filter(([section, owner, field]) => section === 'services' && owner === name && field !== 'image')
      .map((offered) => offered.slice(2));
    const changed = inputs.reduce<Values>(
      (spec, field) => withValue(spec, field, valueAt(values, [...path, ...field])),
      { ...service, image },
    );
    return [name, withoutUnused(serviceOf(changed))] as const;
  });
  return environmentOfData(environment.name, {
    ...environment.spec,
    services: Object.fromEntries(services),
    traefik: { ...environment.spec.traefik, ...mapAt(values, ['traefik']) },
    ...Object.fromEntries(sectionNames.map((name) => [name, values[name]])),
  });
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
