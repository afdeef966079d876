import { type Inventory, placesAt } from '../cluster';
import { valueAt } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import type { Target } from './target';

/** A port of a Service. */
export interface Port extends Target {
  readonly field: FieldPath;
  readonly number: unknown;
  readonly portName: unknown;
}

/** The ports of a Service, none of other objects. */
export function portsOf(object: ApiObjectData): readonly Port[] {
  if (object.apiVersion !== 'v1' || object.kind !== 'Service') return [];
  return placesAt(object, ['spec', 'ports', '*']).map(({ path, value }) => {
    const number = valueAt(value, 'port');
    return {
      ...portTarget(object.metadata.namespace, object.metadata.name, String(number)),
      field: path,
      number,
      portName: valueAt(value, 'name'),
    };
  });
}

/** The port that a reference to a Service means, by number or name; as it is written where there is none. */
export function wantedPort(
  inventory: Inventory,
  namespace: string | undefined,
  service: string,
  port: string | number,
): Target {
  const made = inventory.made('Service', namespace, service);
  const found =
    made && portsOf(made.object).find(({ number, portName }) => port === number || port === portName);
  return found ?? portTarget(namespace, service, String(port));
}

function portTarget(namespace: string | undefined, service: string, port: string): Target {
  return { kind: 'Port', namespace: namespace ?? null, name: `${service}:${port}` };
}
