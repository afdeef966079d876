import { valueAt } from '../../../core/base';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import { isGuard } from '../../../traefik/api/middlewares';
import type { ListedRouter, TrafficModel } from '../../../traefik/model';
import { reaches } from './asking';
import type { CrossFinding } from './cross-finding';
import { type Container, containersIn, endpointsOf, itemsAt, keyOf, portOf } from './endpoints';
import { type Monitored, monitored } from './monitors';
import type { TellAt } from './places';

/** Paths that are for operators, at a port of a Service. */
interface Inner {
  readonly rule: 'probe-behind-route' | 'reached-admin-path';
  readonly path: string;
  readonly what: string;
}

/** Go's profiles: where a rule names the path itself, whoever wrote it meant them to be reached. */
const profiles: Inner = { rule: 'reached-admin-path', path: '/debug/pprof/', what: 'profiles of Go' };

/** A path that nothing is known to answer: a router that takes it as well means no path. */
const anything = '/any-path-of-nobody';

/** What is for the kubelet, Prometheus or operators, and everybody reaches through Traefik: no guard is on the way. */
export function reachedFindings(
  objects: readonly PlacedObject[],
  model: TrafficModel,
  routers: readonly ListedRouter[],
  tellAt: TellAt,
): readonly CrossFinding[] {
  const endpoints = endpointsOf(objects);
  const monitors = monitored(objects);
  return routers.flatMap((router) => {
    if (router.backends.length === 0 || isGuarded(router)) return [];
    const inner = router.backends.flatMap(({ service, port }) => {
      const object = endpoints.service(service);
      return object ? innerPaths(object, port, endpoints.behind(object), monitors) : [];
    });
    const isMeant = reaches(model, router, profiles.path) && !reaches(model, router, anything);
    return [
      ...inner.filter(({ path }) => reaches(model, router, path)),
      ...(isMeant ? [profiles] : []),
    ].flatMap(({ rule, path, what }) => tellAt(router, rule, `Everybody reaches ${path}, ${what}.`));
  });
}

function isGuarded({ passed }: ListedRouter): boolean {
  return passed.some(({ type }) => type !== null && isGuard(type));
}

/** What is for few at a port of a Service: what its probes ask, and what Prometheus collects. */
function innerPaths(
  service: ApiObjectData,
  port: number,
  containers: readonly Container[],
  monitors: readonly Monitored[],
): readonly Inner[] {
  const entry = itemsAt(service, 'spec', 'ports').find((each) => each['port'] === port);
  if (!entry) return [];
  const target = entry['targetPort'] ?? port;
  const probes = containers.flatMap(({ container }) =>
    probePaths(container, portOf(container, target)).map((path): Inner => ({
      rule: 'probe-behind-route',
      path,
      what: `which the kubelet asks of ${keyOf(service)}`,
    })),
  );
  const metrics = monitors
    .filter((monitor) => isAt(monitor, service, entry['name'], target, containers))
    .map(({ path, placed: { object } }): Inner => ({
      rule: 'reached-admin-path',
      path,
      what: `which ${object.kind} ${object.metadata.name} collects from ${keyOf(service)}`,
    }));
  return [...probes, ...metrics];
}

const probeFields = ['readinessProbe', 'livenessProbe', 'startupProbe'];

function probePaths(container: Container['container'], port: number | undefined): readonly string[] {
  if (port === undefined) return [];
  const paths = probeFields.flatMap((field) => {
    const asked = valueAt(container, field, 'httpGet');
    const path = valueAt(asked, 'path') ?? '/';
    // What is asked at the root is what everybody is meant to see.
    return portOf(container, valueAt(asked, 'port')) === port && typeof path === 'string' && path !== '/'
      ? [path.replace(/\?.*$/s, '')]
      : [];
  });
  return [...new Set(paths)];
}

function isAt(
  { target, port }: Monitored,
  service: ApiObjectData,
  portName: unknown,
  targetPort: unknown,
  containers: readonly Container[],
): boolean {
  if (target.kind === 'Service') return target === service && port === portName;
  const isBehind = containers.some(({ placed }) => placed.object === target);
  return (
    isBehind &&
    containersIn(target).some(
      (container) =>
        portOf(container, port) !== undefined && portOf(container, port) === portOf(container, targetPort),
    )
  );
}
