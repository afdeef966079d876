import { asList, asMap, valueAt } from '../../../core/base';
import { type ApiObjectData, type PlacedObject, groupOf } from '../../../core/manifest';
import { isSelector } from '../schema';
import type { CrossFinding } from './cross-finding';
import { type Endpoints, containersIn, endpointsOf, itemsAt } from './endpoints';

/** What a monitor has Prometheus collect: a path at a port of what it selects. */
export interface Monitored {
  readonly placed: PlacedObject;
  /** The Service, or what makes the pods. */
  readonly target: ApiObjectData;
  /** The name of the port. */
  readonly port: string;
  readonly path: string;
}

/** Monitors of Prometheus that select nothing, or ask a port that what they select does not have. */
export function monitorFindings(objects: readonly PlacedObject[]): readonly CrossFinding[] {
  const monitors = monitorsAmong(objects);
  if (monitors.length === 0) return [];
  const endpoints = endpointsOf(objects);
  return monitors.flatMap((placed): readonly CrossFinding[] => {
    const targets = targetsOf(placed.object, endpoints);
    const what = placed.object.kind === 'ServiceMonitor' ? 'Service' : 'pod';
    if (targets.length === 0)
      return [told(placed, ['spec', 'selector'], `It selects no ${what} that is among the objects.`)];
    const ports = new Set(targets.flatMap(portNames));
    return asked(placed.object).flatMap(({ port, field }) =>
      port === undefined || ports.has(port)
        ? []
        : [told(placed, field, `No ${what} that it selects has a port "${port}".`)],
    );
  });
}

/** What Prometheus collects. */
export function monitored(objects: readonly PlacedObject[]): readonly Monitored[] {
  const monitors = monitorsAmong(objects);
  if (monitors.length === 0) return [];
  const endpoints = endpointsOf(objects);
  return monitors.flatMap((placed) =>
    targetsOf(placed.object, endpoints).flatMap((target) =>
      asked(placed.object).flatMap(({ port, path }) =>
        port === undefined ? [] : [{ placed, target, port, path }],
      ),
    ),
  );
}

function monitorsAmong(objects: readonly PlacedObject[]): readonly PlacedObject[] {
  return objects.filter(
    ({ object: { kind, apiVersion } }) =>
      (kind === 'ServiceMonitor' || kind === 'PodMonitor') && groupOf(apiVersion) === 'monitoring.coreos.com',
  );
}

function told(placed: PlacedObject, field: readonly (string | number)[], message: string): CrossFinding {
  return { placed, finding: { rule: 'dangling-monitor', message, field } };
}

/** Source: monitoring.coreos.com/v1, ServiceMonitor and PodMonitor */
function targetsOf(object: ApiObjectData, endpoints: Endpoints): readonly ApiObjectData[] {
  const selector = valueAt(object, 'spec', 'selector');
  if (!isSelector(selector)) return [];
  const { any, matchNames } = asMap(valueAt(object, 'spec', 'namespaceSelector'));
  const names = asList(matchNames);
  const own = object.metadata.namespace ?? 'default';
  const isIn = (namespace: string): boolean =>
    any === true || (names.length === 0 ? namespace === own : names.includes(namespace));
  return object.kind === 'ServiceMonitor'
    ? endpoints.servicesOf(selector, isIn)
    : endpoints.makersOf(selector, isIn).map(({ object: maker }) => maker);
}

function portNames(target: ApiObjectData): readonly unknown[] {
  if (target.kind === 'Service') return itemsAt(target, 'spec', 'ports').map(({ name }) => name);
  return containersIn(target).flatMap((container) => itemsAt(container, 'ports').map(({ name }) => name));
}

interface Asked {
  /** Undefined where it is named by its number alone. */
  readonly port: string | undefined;
  readonly path: string;
  readonly field: readonly (string | number)[];
}

function asked(object: ApiObjectData): readonly Asked[] {
  const list = object.kind === 'ServiceMonitor' ? 'endpoints' : 'podMetricsEndpoints';
  return itemsAt(object, 'spec', list).map(({ port, path }, index) => ({
    port: typeof port === 'string' ? port : undefined,
    path: typeof path === 'string' ? path : '/metrics',
    field: ['spec', list, index, 'port'],
  }));
}
