import type { Construct } from 'constructs';
import type { EnvironmentSpec, HttpMiddlewareReference } from '../../environment';
import type { FieldPath } from '../../../core/finding';
import type {
  InlineMiddleware,
  MiddlewareProps,
  RouteMiddleware,
  TraefikServiceProps,
} from '../../../constructs/routing';
import type { Certificate } from '../../../constructs/tls';
import type { GoService, KubernetesService } from '../../../constructs/workload';

/** A service by name with options, as environment files have it. */
interface NamedBackend {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: string;
}

/** The same with the construct in the place of its name. */
type Backend<Options extends NamedBackend> =
  Options | (Omit<Options, keyof NamedBackend> & { readonly service: GoService | KubernetesService });

/** What names can mean in an environment. */
export interface Referable {
  readonly namespace: string;
  service(name: string): GoService | KubernetesService | undefined;
  traefikService(name: string): Construct | undefined;
  /** @param field where the name stands, for the report if there is no such certificate */
  certificate(name: string, field: FieldPath): Certificate | undefined;
}

/**
 * Puts the construct in the place of its name, so that port and scheme follow from it and its NetworkPolicy
 * opens. A name that means no part of the environment stays as it is.
 */
function backend<Options extends NamedBackend>(references: Referable, named: Options): Backend<Options> {
  const { name, namespace, kind, ...options } = named;
  const service = kind === 'TraefikService' ? undefined : references.service(name);
  const home = (service && 'namespace' in service && service.namespace) || references.namespace;
  const isMeant = namespace === undefined || namespace === home;
  return service && isMeant ? { ...options, service } : named;
}

/** Middlewares of a route; error pages of those that are written in place come from a service of the environment. */
export function middlewareReferences(
  references: Referable,
  middlewares: readonly HttpMiddlewareReference[],
): readonly RouteMiddleware[] {
  return middlewares.map((middleware) =>
    typeof middleware === 'string' || 'name' in middleware
      ? middleware
      : (middlewareProps(references, middleware) as InlineMiddleware),
  );
}

/** The same for a list of services, where a name alone may stand for a service or a TraefikService. */
export function backends<Options extends NamedBackend>(
  references: Referable,
  services: readonly (string | Options)[],
): (string | Construct | Backend<Options>)[] {
  return services.map((service) =>
    typeof service === 'string'
      ? (references.service(service) ?? references.traefikService(service) ?? service)
      : backend(references, service),
  );
}

type MiddlewareOfFile = NonNullable<EnvironmentSpec['middlewares']>[string];
type TraefikServiceOfFile = NonNullable<EnvironmentSpec['traefikServices']>[string];

/** A middleware of the files; error pages come from a service of the environment. */
export function middlewareProps(references: Referable, middleware: MiddlewareOfFile): MiddlewareProps {
  const { errors } = middleware;
  if (!errors) return middleware;
  return { errors: { ...errors, service: backend(references, errors.service) } };
}

/** A TraefikService of the files over services of the environment. */
export function traefikServiceProps(
  references: Referable,
  { weighted, highestRandomWeight, mirroring, failover }: TraefikServiceOfFile,
): TraefikServiceProps {
  const children = <Child extends NamedBackend>(services: readonly Child[] = []) =>
    services.map((child) => backend(references, child));
  if (weighted) return { weighted: { ...weighted, services: children(weighted.services) } };
  if (highestRandomWeight) {
    return {
      highestRandomWeight: { ...highestRandomWeight, services: children(highestRandomWeight.services) },
    };
  }
  if (mirroring) {
    return { mirroring: { ...backend(references, mirroring), mirrors: children(mirroring.mirrors) } };
  }
  const { service, fallback, ...rest } = failover;
  return {
    failover: { ...rest, service: backend(references, service), fallback: backend(references, fallback) },
  };
}
