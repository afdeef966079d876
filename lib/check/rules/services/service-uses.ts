import { isPlainMap, itemAt, own, oncePer } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import { type Inventory, stringAt, valuesAt } from '../../cluster';

/** One port of a Service. */
export interface ServicePort {
  readonly port: number;
  readonly name: string;
  readonly appProtocol: string;
  readonly targetPort: number | string | undefined;
}

/** How an HTTP route, a TraefikService or a page of errors uses a Service that is among the objects. */
export interface ServiceUse {
  readonly placed: PlacedObject;
  /** Where the reference stands. */
  readonly field: FieldPath;
  readonly reference: unknown;
  readonly service: ApiObjectData;
  /** `ClusterIP` where the Service says nothing. */
  readonly type: string;
  readonly port: ServicePort;
}

const httpKinds: ReadonlySet<string> = new Set(['IngressRoute', 'TraefikService', 'Middleware']);

/** The uses of Services for HTTP, whose port is there. */
export const serviceUses = oncePer(readUses);

function readUses(inventory: Inventory): readonly ServiceUse[] {
  return inventory.mentions.flatMap(({ placed, mention }): readonly ServiceUse[] => {
    if (mention.kind !== 'Service' || !httpKinds.has(placed.object.kind)) return [];
    const service = inventory.made('Service', mention.namespace, mention.name)?.object;
    const port = service && portOf(service, mention.port);
    if (!service || !port) return [];
    const reference = itemAt(placed.object, mention.field);
    const type = stringAt(service, 'spec', 'type') ?? 'ClusterIP';
    return [{ placed, field: mention.field, reference, service, type, port }];
  });
}

/** The scheme by which Traefik speaks to a port: as written, else by the number and the name of the port. */
export function schemeOf({ reference, port }: ServiceUse): {
  readonly scheme: string;
  readonly isWritten: boolean;
} {
  const written = stringAt(reference, 'scheme');
  if (written !== undefined) return { scheme: written, isWritten: true };
  return { scheme: port.port === 443 || port.name.startsWith('https') ? 'https' : 'http', isWritten: false };
}

function portOf(service: ApiObjectData, wanted: number | string | undefined): ServicePort | undefined {
  if (wanted === undefined) return undefined;
  const key = typeof wanted === 'number' ? 'port' : 'name';
  const found = valuesAt(service, ['spec', 'ports', '*']).find((port) => own(port, key) === wanted);
  if (!isPlainMap(found) || typeof found['port'] !== 'number') return undefined;
  const target = found['targetPort'];
  return {
    port: found['port'],
    name: stringAt(found, 'name') ?? '',
    appProtocol: stringAt(found, 'appProtocol') ?? '',
    targetPort: typeof target === 'number' || typeof target === 'string' ? target : undefined,
  };
}
