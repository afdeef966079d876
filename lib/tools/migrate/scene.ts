import { isPlainMap, own, stableJson } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { type NginxSettings, type ProviderConfiguration, nginxSettingsOf } from '../../traefik/model';
import { type IngressName, type Note, Notes } from './note';
import { findObject, namespaceOf } from './read';

/** An Ingress on its way, with what a provider makes of all of them. */
export interface Scene {
  readonly objects: readonly ApiObjectData[];
  readonly configuration: ProviderConfiguration;
  readonly workshop: Workshop;
  /** Why Traefik runs no router of a name; undefined where it does. */
  readonly disabled: (router: string) => string | undefined;
}

/** The Ingress of an IngressRoute, and its part for each route. */
export interface Origin {
  readonly ingress: IngressName;
  readonly parts: readonly FieldPath[];
}

/** What is made, each object under a name that no other has, and what is told of it. */
export class Workshop {
  /** By the Ingress for which each is made first. */
  readonly made: { readonly ingress: IngressName; readonly object: ApiObjectData }[] = [];
  readonly notes = new Notes<Note>();
  /** Of what IngressRoutes are made, by `namespace/name`. */
  readonly origins = new Map<string, Origin>();
  private readonly taken: Set<string>;
  private readonly bySpec = new Map<string, string>();

  constructor(objects: readonly ApiObjectData[]) {
    this.taken = new Set(
      objects.map((object) => keyOf(object.kind, namespaceOf(object), object.metadata.name)),
    );
  }

  /** Adds an object; one of the same kind and spec in the namespace serves for both. Gives its name. */
  shared(kind: string, ingress: IngressName, wanted: string, spec: object): string {
    const key = `${kind} ${ingress.namespace} ${stableJson(spec)}`;
    const known = this.bySpec.get(key);
    if (known !== undefined) return known;
    const name = this.add(kind, ingress, wanted, spec);
    this.bySpec.set(key, name);
    return name;
  }

  /** Adds an object, and gives its name. */
  add(
    kind: string,
    ingress: IngressName,
    wanted: string,
    spec: object,
    parts: readonly FieldPath[] = [],
  ): string {
    const { namespace } = ingress;
    let name = wanted;
    for (let count = 2; this.taken.has(keyOf(kind, namespace, name)); count++) name = `${wanted}-${count}`;
    this.taken.add(keyOf(kind, namespace, name));
    const object = { apiVersion: 'traefik.io/v1alpha1', kind, metadata: { name, namespace }, spec };
    this.made.push({ ingress, object });
    if (parts.length > 0) this.origins.set(`${namespace}/${name}`, { ingress, parts });
    return name;
  }
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind} ${namespace}/${name}`;
}

/** What the annotations of ingress-nginx on an Ingress say. */
export function settingsOf(scene: Pick<Scene, 'objects'>, { namespace, name }: IngressName): NginxSettings {
  return nginxSettingsOf(findObject(scene, 'Ingress', namespace, name)?.metadata.annotations);
}

/** The Secret of TLS for a host of an Ingress; the first where none names the host. */
export function secretFor(ingress: ApiObjectData | undefined, host: string): string | undefined {
  const spec = ingress?.['spec'];
  const sections = isPlainMap(spec) && Array.isArray(spec['tls']) ? spec['tls'] : [];
  const named = sections.flatMap((section: unknown) => {
    const name = own(section, 'secretName');
    const hosts = own(section, 'hosts');
    return typeof name === 'string' && name !== ''
      ? [{ name, isOfHost: Array.isArray(hosts) && hosts.includes(host) }]
      : [];
  });
  return (named.find(({ isOfHost }) => isOfHost) ?? named[0])?.name;
}
