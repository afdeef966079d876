import { isPlainMap, valueAt } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import type { KnownObject } from './facts';

/** What references to an object ask of it: its name, and the ports or keys that it has. */
export function knownAs({ kind, metadata: { name, namespace }, ...object }: ApiObjectData): KnownObject {
  const place = { kind, name, ...(namespace !== undefined && { namespace }) };
  if (kind === 'Service') return { ...place, ports: portsOf(object) };
  if (kind === 'Secret' || kind === 'ConfigMap')
    return { ...place, keys: [...keysOf(object['data']), ...keysOf(object['stringData'])] };
  return place;
}

function portsOf(service: object): readonly (string | number)[] {
  const ports = valueAt(service, 'spec', 'ports');
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((port: unknown) =>
    [valueAt(port, 'port'), valueAt(port, 'name')].filter(
      (value) => typeof value === 'string' || typeof value === 'number',
    ),
  );
}

function keysOf(data: unknown): readonly string[] {
  return isPlainMap(data) ? Object.keys(data) : [];
}
