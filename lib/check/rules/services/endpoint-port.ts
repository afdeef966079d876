import { groupBy, own } from '../../../core/base';
import { serviceKey } from '../../../core/manifest';
import { placesAt, stringAt } from '../../cluster';
import type { ObjectCheck } from '../object-finding';
import { serviceUses } from './service-uses';

/** Ports of Services that Traefik finds by another name than their EndpointSlices have. */
export const endpointPort: ObjectCheck = (inventory) => {
  const slices = groupBy(
    inventory.objects.filter(({ object: { kind } }) => kind === 'EndpointSlice'),
    ({ object: { metadata } }) =>
      serviceKey(metadata.namespace, stringAt(metadata, 'labels', 'kubernetes.io/service-name') ?? ''),
  );
  if (slices.size === 0) return [];
  const told = new Set<string>();
  return serviceUses(inventory).flatMap(({ service, type, port }) => {
    const { namespace, name } = service.metadata;
    const key = serviceKey(namespace, name);
    const ports = (slices.get(key) ?? []).flatMap(({ object }) => placesAt(object, ['ports', '*']));
    const names = new Set(ports.map(({ value }) => stringAt(value, 'name') ?? ''));
    const placed = inventory.made('Service', namespace, name);
    const isFound = names.size === 0 || names.has(port.name) || type === 'ExternalName';
    if (!placed || isFound || told.has(`${key} ${port.name}`)) return [];
    told.add(`${key} ${port.name}`);
    const there = [...names].map((each) => JSON.stringify(each)).join(', ');
    const index = placesAt(service, ['spec', 'ports', '*']).find(
      ({ value }) => own(value, 'port') === port.port,
    );
    return [
      {
        placed,
        rule: 'endpoint-port-name',
        message: `The port ${port.port} is called ${JSON.stringify(port.name)}; its EndpointSlices have ${there}.`,
        field: [...(index?.path ?? ['spec', 'ports']), 'name'],
      },
    ];
  });
};
