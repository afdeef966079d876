import { App } from 'cdk8s';
import { DeliveryApp, type Environment, EnvironmentStack, environmentOf } from '../../lib';
import { environmentChart } from '../../lib/chart/environment/environment-chart';
import { serviceOf } from '../../lib/chart/environment/service-values';
import { sectionNames } from '../../lib/chart/environment/sections';
import { type Values, valueAt, withValue } from '../../lib/chart/values';
import { type ApiObjectData, isPlainMap } from '../../lib/manifest';
import { objectsOf } from '../../lib/stack';

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

/** The environment whose files were changed as the values were. */
export function environmentWith(
  environment: Environment,
  values: Values,
  { derived }: ReturnType<typeof environmentChart>,
): Environment {
  let services: Values = { ...environment.spec.services };
  for (const [name, service] of Object.entries(services)) {
    const { image } = service as { image: string };
    services = {
      ...services,
      [name]: { ...(service as Values), image: valueAt(values, ['services', name, 'image']) ?? image },
    };
  }
  for (const path of derived.offered) {
    const [section, name = '', ...field] = path;
    if (section !== 'services' || field[0] === 'image' || !(name in services)) continue;
    const value = valueAt(values, path);
    const service = services[name] as Values;
    services = { ...services, [name]: withValue(service, field, value) };
  }
  const spec: Values = {
    ...environment.spec,
    services: Object.fromEntries(
      Object.entries(services).map(([name, service]) => [name, withoutUnused(serviceOf(service as Values))]),
    ),
    traefik: { ...environment.spec.traefik, ...(values['traefik'] as Values) },
    ...Object.fromEntries(sectionNames.map((name) => [name, values[name]])),
  };
  return environmentOf(environment.name, spec as never);
}

/** An autoscaler owns the number of replicas: with one the program wants none. */
function withoutUnused(service: Values): Values {
  return isPlainMap(service['autoscaling']) ? withValue(service, ['replicas'], undefined) : service;
}
