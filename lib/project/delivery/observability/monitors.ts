import { asList, valueAt } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';

/** Names of ports at which programs give metrics. */
const metricsPorts: ReadonlySet<unknown> = new Set(['metrics', 'http-metrics', 'prometheus', 'telemetry']);

/**
 * A ServiceMonitor for each Service that has a port for metrics, by the port's name.
 *
 * @see https://prometheus-operator.dev/docs/developer/getting-started/
 */
export function monitorsOf(
  objects: readonly ApiObjectData[],
  labels: Readonly<Record<string, string>>,
): readonly ApiObjectData[] {
  return objects.flatMap((object): readonly ApiObjectData[] => {
    const { apiVersion, kind, metadata, spec } = object;
    if (apiVersion !== 'v1' || kind !== 'Service' || !metadata.labels) return [];
    const ports = valueAt(spec, 'ports');
    const named = asList(ports)
      .map((port) => valueAt(port, 'name'))
      .filter((name) => metricsPorts.has(name));
    if (named.length === 0) return [];
    return [
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: {
          name: metadata.name,
          namespace: metadata.namespace,
          labels: { ...metadata.labels, ...labels },
        },
        spec: {
          selector: { matchLabels: metadata.labels },
          endpoints: named.map((port) => ({ port })),
        },
      },
    ];
  });
}
