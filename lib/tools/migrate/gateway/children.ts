import { asList, isPlainMap, own, stableJson } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { namespaceOf } from '../read';

/**
 * Services inside of TraefikServices. Traefik names them by Service and port alone, so that two with other settings are
 * one, and chance decides whose settings those are.
 */
export class Children {
  private readonly settings = new Map<string, string>();

  constructor(objects: readonly ApiObjectData[]) {
    for (const object of objects) {
      if (object.kind !== 'TraefikService') continue;
      const spec = object['spec'];
      const mirroring = own(spec, 'mirroring');
      const children = [
        ...asList(own(own(spec, 'weighted'), 'services')),
        ...asList(own(own(spec, 'highestRandomWeight'), 'services')),
        ...(mirroring === undefined ? [] : [mirroring]),
        ...asList(own(mirroring, 'mirrors')),
      ];
      for (const child of children) this.take(child, namespaceOf(object));
    }
  }

  /** Takes services into a TraefikService. Gives the one whose name stands for other settings already; then none is taken. */
  claim(services: readonly unknown[], namespace: string): string | undefined {
    const before = new Map(this.settings);
    for (const service of services) {
      const rival = this.take(service, namespace);
      if (rival === undefined) continue;
      this.settings.clear();
      for (const [name, text] of before) this.settings.set(name, text);
      return rival;
    }
    return undefined;
  }

  private take(service: unknown, namespace: string): string | undefined {
    if (!isPlainMap(service) || (service['kind'] ?? 'Service') !== 'Service') return undefined;
    const { name, namespace: its = namespace, port, ...rest } = service;
    const key = `${String(its)}/${String(name)}:${String(port)}`;
    const settings = stableJson(
      Object.fromEntries(Object.entries(rest).filter(([field]) => !ofPlace.has(field))),
    );
    const known = this.settings.get(key);
    if (known !== undefined && known !== settings) return key;
    this.settings.set(key, settings);
    return undefined;
  }
}

/** Fields that are of the place in a TraefikService, not of the service. */
const ofPlace: ReadonlySet<string> = new Set([
  'kind',
  'maxBodySize',
  'mirrorBody',
  'mirrors',
  'percent',
  'weight',
]);
