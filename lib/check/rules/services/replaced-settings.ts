import { groupBy, isPlainMap, itemAt } from '../../../core/base';
import { serviceKey } from '../../../core/manifest';
import { builtOf } from '../../../traefik/model';
import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { placeOf } from '../placing';
import { type ServiceUse, serviceUses } from './service-uses';

/** Which Service is meant, and how much of the requests it gets; all else is a setting of the service. */
const ofReference: ReadonlySet<string> = new Set(['kind', 'name', 'namespace', 'port', 'weight']);

/** References that Traefik makes one service of, though they differ: the settings of one of them count for all. */
export const replacedSettings: TrafficCheck = (inventory, model) => {
  const replaced = new Set(
    [...builtOf(model).runtime.services.values()].flatMap(({ config: { replaced: isReplaced, backend } }) =>
      isReplaced && backend ? [`${backend.service} ${backend.port}`] : [],
    ),
  );
  if (replaced.size === 0) return [];
  const shared = groupBy(
    serviceUses(inventory).filter(isShared),
    ({ service: { metadata }, port }) => `${serviceKey(metadata.namespace, metadata.name)} ${port.port}`,
  );
  return [...shared].flatMap(([key, uses]): ObjectFinding[] => {
    const [first, ...others] = uses;
    if (!first || !replaced.has(key)) return [];
    const different = others.filter((use) => settingsOf(use) !== settingsOf(first));
    if (different.length === 0) return [];
    const { placed, field, service, port } = first;
    return [
      {
        placed,
        rule: 'replaced-settings',
        message: `${different.length === 1 ? 'Another reference' : `${different.length} other references`} to port ${port.port} of Service "${service.metadata.name}" ${different.length === 1 ? 'has' : 'have'} other settings.`,
        field,
        related: different.slice(0, 5).map((use) => placeOf(use.placed, use.field)),
      },
    ];
  });
};

/** Only the service of a route that has no other is Traefik's service of the route alone. */
function isShared({ placed: { object }, field }: ServiceUse): boolean {
  if (object.kind === 'TraefikService') return true;
  const services = itemAt(object, field.slice(0, -1));
  return object.kind === 'IngressRoute' && Array.isArray(services) && services.length > 1;
}

function settingsOf({ reference }: ServiceUse): string {
  const entries = isPlainMap(reference) ? Object.entries(reference) : [];
  return JSON.stringify(
    entries.filter(([key]) => !ofReference.has(key)).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
