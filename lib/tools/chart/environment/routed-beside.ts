import { App } from 'cdk8s';
import { isPlainMap } from '../../../core/base';
import { type ApiObjectData, groupOf } from '../../../core/manifest';
import type { Environment } from '../../../project/environment';
import { EnvironmentStack, objectsOf } from '../../../project/stack';

/**
 * The ports of an environment's services that objects beside it lead to, as `service/port`: routes that a program makes
 * itself, and what stands between a route and a service.
 */
export function routedBeside(environment: Environment, objects: readonly ApiObjectData[]): readonly string[] {
  const stack = new EnvironmentStack(new App(), environment);
  const targets = objects
    .filter(({ apiVersion }) => groupOf(apiVersion) === 'traefik.io')
    .flatMap((object) => targetsIn(object, object.metadata.namespace));
  return stack.services
    .entries()
    .flatMap(([name, service]) =>
      [...service.ports.values()]
        .filter((port) =>
          targets.some(
            (target) =>
              target.name === service.name &&
              target.namespace === service.namespace &&
              (target.port === port.name || target.port === port.port),
          ),
        )
        .map((port) => `${name}/${port.name}`),
    );
}

/** What an environment declares, where routes lead to further ports of its services. */
export function declaredWith(environment: Environment, routed: readonly string[]): readonly ApiObjectData[] {
  const app = new App();
  const stack = new EnvironmentStack(app, environment);
  for (const [name, service] of stack.services.entries()) {
    for (const port of service.ports.keys()) if (routed.includes(`${name}/${port}`)) service.routePort(port);
  }
  return [...objectsOf(app).values()].flat();
}

interface Target {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly port: unknown;
}

/** Whatever names a Service with a port, wherever it stands: each kind of Traefik's has it in another place. */
function targetsIn(value: unknown, namespace: string | undefined): readonly Target[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => targetsIn(item, namespace));
  if (!isPlainMap(value)) return [];
  const { name, port, kind = 'Service', namespace: own = namespace } = value;
  const isTarget = typeof name === 'string' && port !== undefined && kind === 'Service';
  return [
    ...(isTarget ? [{ name, port, namespace: typeof own === 'string' ? own : undefined }] : []),
    ...Object.values(value).flatMap((inner) => targetsIn(inner, namespace)),
  ];
}
