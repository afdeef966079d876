import { isEqual, isPlainMap, itemAt, valueAt } from '../../core/base';
import type { Finding } from '../../core/finding';
import {
  type ApiObjectData,
  formatIdentity,
  groupOf,
  identityOf,
  objectKey,
  serviceKey,
} from '../../core/manifest';
import { usesOf } from './uses';

/** Weights of the objects that a step changes: whole, positive, and 100 in all. */
export function weightFindings(
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
): readonly Finding[] {
  const before = new Map(from.map((object) => [objectKey(object), object]));
  return to
    .filter((object) => groupOf(object.apiVersion) === 'traefik.io')
    .filter((object) => !isEqual(before.get(objectKey(object))?.['spec'], object['spec']))
    .flatMap((object) => listsOf(object).flatMap((list) => listFindings(object, list)));
}

/** The lists of an object that share requests or connections out. */
function listsOf({ kind, spec }: ApiObjectData): readonly (readonly unknown[])[] {
  const routes = kind === 'IngressRouteTCP' || kind === 'IngressRouteUDP' ? valueAt(spec, 'routes') : [];
  const lists = [
    valueAt(spec, 'weighted', 'services'),
    ...(Array.isArray(routes) ? routes.map((route) => valueAt(route, 'services')) : []),
  ];
  return lists.filter((list) => Array.isArray(list));
}

function listFindings(object: ApiObjectData, list: readonly unknown[]): readonly Finding[] {
  if (list.length < 2) return [];
  const weights = list.map((child) => valueAt(child, 'weight'));
  const isWhole = weights.every((weight) => Number.isInteger(weight) && Number(weight) > 0);
  const sum = weights.reduce((total: number, weight) => total + Number(weight), 0);
  if (isWhole && sum === 100) return [];
  const told = weights.map((weight) => JSON.stringify(weight) ?? 'none').join(' and ');
  const message = `The weights of ${formatIdentity(identityOf(object))} are ${told}.`;
  return [{ rule: 'release-weights', message }];
}

/** What a reference says of itself, and not of how Traefik talks to the Service. */
const ofReference: ReadonlySet<string> = new Set([
  'kind',
  'name',
  'namespace',
  'weight',
  'percent',
  'mirrors',
  'mirrorBody',
  'maxBodySize',
]);

/** References to one port of a Service among those named, with different options. */
export function optionFindings(
  objects: readonly ApiObjectData[],
  services: ReadonlySet<string>,
): readonly Finding[] {
  const seen = new Map<string, object>();
  const findings: Finding[] = [];
  for (const [key, uses] of usesOf(objects)) {
    if (!services.has(key)) continue;
    for (const { object, mention } of uses) {
      const reference = itemAt(object, mention.field);
      if (!isPlainMap(reference)) continue;
      const options = Object.fromEntries(
        Object.entries(reference).filter(([name]) => !ofReference.has(name)),
      );
      const place = `${object.kind} ${key} ${String(mention.port)}`;
      const first = seen.get(place);
      seen.set(place, first ?? options);
      if (!first || isEqual(first, options)) continue;
      const message = `${formatIdentity(identityOf(object))} refers to Service ${serviceKey(mention.namespace, mention.name)} with other options than another object.`;
      findings.push({ rule: 'release-options-differ', message });
    }
  }
  return findings;
}
