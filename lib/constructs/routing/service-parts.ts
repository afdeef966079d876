import { Construct } from 'constructs';
import type { NamedService, ServiceTarget } from './service-target';

/** A service taken apart: which one is meant, and the options beside it. */
export interface ServiceParts<Options> {
  readonly target: ServiceTarget | NamedService;
  readonly options: Partial<Options>;
}

/** Takes the three ways to write a service apart: by itself, `{ service, …options }` or `{ name, …options }`. */
export function takeApart<Options extends object>(
  service: ServiceTarget | (Options & ({ readonly service: ServiceTarget } | NamedService)),
): ServiceParts<Options> {
  if (typeof service === 'string' || isConstruct(service)) return { target: service, options: {} };
  if ('service' in service) {
    const { service: target, ...options } = service;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left of Options and `service` is Options
    return { target, options: options as Partial<Options> };
  }
  const { name, namespace, kind, ...options } = service;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is left of Options and a name is Options
  return { target: { name, namespace, kind }, options: options as Partial<Options> };
}

function isConstruct(value: object): value is Construct {
  return Construct.isConstruct(value);
}
