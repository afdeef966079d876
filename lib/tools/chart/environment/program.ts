import { App } from 'cdk8s';
import type { Environment } from '../../../project/environment';
import { type ApiObjectData } from '../../../core/manifest';
import { asMap, isEqual } from '../../../core/base';
import { EnvironmentStack } from '../../../project/stack';
import { type ValuePath, type Values, keyOf, valueAt, withValue, withValues } from '../values';
import type { LaidOver } from './laid-over';
import { watchedPart } from './operator-values';
import type { FixedSections, RenderServices } from './render';
import { defaultsOf, laidKey, routedKey, serviceValues } from './service-values';

/** A port of a service as routes see it. */
export interface RoutablePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly scheme?: 'http' | 'https' | 'h2c';
  readonly routed: boolean;
}

/** An environment as input of the derivation, and what the chart has to know beside. */
export interface Input {
  /** Services with their defaults and the ports that are routed, and what they take from the environment. */
  readonly values: Values;
  readonly ports: Readonly<Record<string, readonly RoutablePort[]>>;
  /** The same of Services of which no values are made, so that they are always there. */
  readonly standingPorts: Readonly<Record<string, readonly RoutablePort[]>>;
}

/**
 * What services are made of; all other sections are maps that templates range over.
 *
 * @param laid the operator's values of each service: what they say is not watched
 * @param routedBeside ports that routes lead to which no environment file declares, as `service/port`
 */
export function inputOf(
  environment: Environment,
  render: RenderServices,
  laid: ReadonlyMap<string, readonly LaidOver[]>,
  routedBeside: readonly string[],
): Input {
  const { spec } = environment;
  const stack = new EnvironmentStack(new App(), environment);
  const services = stack.services.entries();
  const ports = Object.fromEntries(
    services.map(([name, service]) => [
      name,
      service.service ? [...service.ports.values()].filter(({ inService }) => inService) : [],
    ]),
  );
  const standingPorts = Object.fromEntries(
    stack.kubernetesServices.entries().map(([name, service]) => [name, [...service.ports.values()]]),
  );
  const values: Values = {
    namespace: environment.namespace,
    traefik: {
      namespace: spec.traefik?.namespace ?? 'traefik',
      ...(spec.traefik?.labels && { labels: spec.traefik.labels }),
    },
    services: Object.fromEntries(
      services.map(([name, service]) => [
        name,
        {
          ...serviceValues(watchedPart({ ...spec.services?.[name] }, laid.get(name) ?? [])),
          [routedKey]: Object.fromEntries(
            [...service.ports.values()]
              .filter(({ routed }) => routed)
              .map((port) => [
                port.name,
                service.routedPorts.has(port.name) || routedBeside.includes(`${name}/${port.name}`),
              ]),
          ),
        },
      ]),
    ),
  };
  return { values: withDefaults(values, environment.name, render), ports, standingPorts };
}

/** The same with the ports that a service has in other environments: they are not routed here. */
export function withPortsOf(input: Input, others: readonly Input[]): Input {
  const services = Object.keys(input.ports);
  const routed = services.flatMap((service) =>
    others
      .flatMap(({ values }) => Object.keys(asMap(valueAt(values, ['services', service, routedKey]))))
      .map((port) => ['services', service, routedKey, port])
      .filter((path) => valueAt(input.values, path) === undefined),
  );
  return {
    ...input,
    values: withValues(
      input.values,
      routed.map((path) => [path, false] as const),
    ),
  };
}

/** Those sections of an environment. */
export function fixedSections({ spec }: Environment): FixedSections {
  const { cronJobs, jobs, kubernetesServices, namespaces, objects } = spec;
  return { cronJobs, jobs, kubernetesServices, namespaces, objects };
}

/** Defaults as values of their own, where that changes nothing. */
function withDefaults(values: Values, name: string, renderServices: RenderServices): Values {
  const services = Object.keys(asMap(values['services']));
  const files = renderServices(values, name);
  const unscaled = renderServices(
    withValues(
      values,
      services.map((service) => [['services', service, 'autoscaling', 'enabled'], false] as const),
    ),
    name,
  );
  const defaults = services.flatMap((service) => {
    const workload = workloadOf(files, service);
    const without = workloadOf(unscaled, service);
    if (!workload || !without) return [];
    const own = asMap(valueAt(values, ['services', service]));
    return defaultsOf(own, workload, without).map(
      ([path, value]) => [['services', service, ...path], value] as const,
    );
  });
  const all = withValues(values, defaults);
  const changed = renderServices(all, name);
  return services
    .filter((service) => !isEqual(changed.get(`${service}.yaml`), files.get(`${service}.yaml`)))
    .reduce((rest, service) => {
      const own = defaults.filter(([[, owner]]) => owner === service);
      return withValue(rest, ['services', service], harmless(values, service, own));
    }, all);

  /** A service with those of its defaults that change nothing of it. */
  function harmless(
    before: Values,
    service: string,
    own: readonly (readonly [ValuePath, unknown])[],
  ): unknown {
    const alone = { ...before, services: { [service]: valueAt(before, ['services', service]) } };
    const objects = renderServices(alone, name);
    const kept = own.reduce<Values>((rest, [path, value]) => {
      const more = withValue(rest, path, value);
      return isEqual([...renderServices(more, name)], [...objects]) ? more : rest;
    }, alone);
    return valueAt(kept, ['services', service]);
  }
}

function workloadOf(
  files: ReadonlyMap<string, readonly ApiObjectData[]>,
  service: string,
): ApiObjectData | undefined {
  return files.get(`${service}.yaml`)?.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
}

/** Expressions of what the program takes for values and the chart knows otherwise. */
export function expressionsFor(inputs: readonly Input[]): ReadonlyMap<string, string> {
  const routed = inputs.flatMap(({ ports }) =>
    Object.entries(ports).flatMap(([service, all]) =>
      all.map(({ name }): [string, string] => [
        keyOf(['services', service, routedKey, name]),
        `has ${JSON.stringify(`${service}/${name}`)} $routed`,
      ]),
    ),
  );
  const images = inputs.flatMap(({ ports }) =>
    Object.keys(ports).map((service): [string, string] => [
      keyOf(['services', service, 'image']),
      '(include "chart.image" $values.image)',
    ]),
  );
  return new Map([[keyOf(['namespace']), '.Release.Namespace'], ...routed, ...images]);
}

/** Whether a leaf is a value of the chart at all. */
export function isValue(path: ValuePath): boolean {
  return path[0] !== 'namespace' && !path.includes(routedKey) && !path.includes(laidKey);
}
