import { type ApiObjectData } from '../../core/manifest';
import { type FieldPath, type RuleId, formatFieldPath } from '../../core/finding';
import { nearest } from '../../core/base';
import { referencesOf } from '../../constructs/routing';
import { type Cluster, type KnownObject, type ObjectFinding, type PlacedObject, propsField } from './cluster';
import type { Reference } from './references';
import { placesAt, stringAt, valueAt } from './walk';

const ruleIds: Readonly<Record<string, RuleId>> = {
  Service: 'unknown-service',
  TraefikService: 'unknown-traefik-service',
  Middleware: 'unknown-middleware',
  MiddlewareTCP: 'unknown-middleware',
  TLSOption: 'unknown-tls-option',
  ServersTransport: 'unknown-servers-transport',
  ServersTransportTCP: 'unknown-servers-transport',
  Secret: 'unknown-secret',
  ConfigMap: 'unknown-config-map',
  IngressRoute: 'unknown-parent',
};

/** References to objects, and to ports of Services, that neither the program makes nor the cluster has. */
export function unknownReferences(cluster: Cluster): ObjectFinding[] {
  const secretNames = secretsMadeByOthers(cluster);
  return cluster.references.flatMap(({ placed, reference }): ObjectFinding[] => {
    const { kind, namespace, name, field, consequence } = reference;
    if (kind === 'Secret' && secretNames.has(`${namespace}/${name}`)) return [];
    const made = cluster.made(kind, namespace, name);
    const existing = cluster.existing(kind, namespace, name);
    if ((made ?? existing) === undefined) return [{ placed, ...unknown(cluster, reference) }];
    const detail = made ? detailOf(reference, made.object) : existing && existingDetail(reference, existing);
    if (detail === undefined || (kind === 'Service' && checksPort(placed, field))) return [];
    return [{ placed, severity: 'error', field, consequence, ...detail }];
  });
}

/** Whether the construct that made the object was given the Service itself: then it has seen to the port. */
function checksPort({ construct }: PlacedObject, field: FieldPath): boolean {
  const own = formatFieldPath(propsField(field));
  return referencesOf(construct).some(
    (reference) => reference.portChecked && formatFieldPath(reference.field) === own,
  );
}

function unknown(cluster: Cluster, reference: Reference): Omit<ObjectFinding, 'placed'> {
  const { kind, namespace, name, field, consequence } = reference;
  const near = nearest(name, cluster.names(kind, namespace));
  const place = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return {
    rule: ruleIds[kind] ?? 'unknown-service',
    severity: 'error',
    message: `there is no ${kind} "${name}"${place}`,
    field,
    consequence,
    fix:
      near === undefined
        ? `make it, or declare it as existing in the cluster if something else makes it`
        : `did you mean "${near}"?`,
  };
}

/** What is wrong with the part of an object that is referred to: a port, or a key. */
interface Detail {
  readonly rule: 'missing-port' | 'unknown-port' | 'unknown-key';
  readonly message: string;
  readonly fix: string;
}

function detailOf({ kind, name, port, key }: Reference, object: ApiObjectData): Detail | undefined {
  if (key !== undefined) {
    const parts = ['data', 'stringData', 'binaryData'].map((part) => valueAt(object, part));
    return missingKey(
      kind,
      name,
      key,
      parts.flatMap((part) => Object.keys(Object(part))),
    );
  }
  if (kind !== 'Service') return undefined;
  const ports = placesAt(object, ['spec', 'ports', '*']).map(({ value }) => ({
    name: stringAt(value, 'name'),
    port: valueAt(value, 'port'),
  }));
  const known = ports.flatMap((entry) => [entry.port, entry.name]).filter(isPort);
  // An ExternalName Service lists no ports; Traefik takes the number of the route.
  if (stringAt(object, 'spec', 'type') === 'ExternalName' && typeof port === 'number') return undefined;
  return wrongPort(name, port, known);
}

function existingDetail(
  { kind, name, port, key }: Reference,
  { ports, keys }: KnownObject,
): Detail | undefined {
  if (key !== undefined) return keys && missingKey(kind, name, key, keys);
  return kind === 'Service' ? wrongPort(name, port, ports) : undefined;
}

function missingKey(kind: string, name: string, key: string, known: readonly string[]): Detail | undefined {
  if (known.includes(key)) return undefined;
  const near = nearest(key, known);
  const list = known.length > 0 ? `it has ${known.join(', ')}` : 'it is empty';
  return {
    rule: 'unknown-key',
    message: `${kind} "${name}" has no key "${key}"`,
    fix: near === undefined ? list : `did you mean "${near}"?`,
  };
}

/** @param known the ports that the Service has, by number and name; undefined where that is not known */
function wrongPort(
  service: string,
  port: string | number | undefined,
  known: readonly (string | number)[] | undefined,
): Detail | undefined {
  const list = known?.length === 0 ? 'it has no ports' : `its ports are ${known?.join(', ')}`;
  if (port === undefined) {
    return {
      rule: 'missing-port',
      message: `the reference to Service "${service}" names no port`,
      fix: known ? list : 'write `{ name, port }`',
    };
  }
  if (known === undefined || known.includes(port)) return undefined;
  // Traefik compares a string with port names alone, so "80" never means the number.
  const quoted = typeof port === 'string' && known.includes(Number(port));
  return {
    rule: 'unknown-port',
    message: `Service "${service}" has no port ${typeof port === 'string' ? `named "${port}"` : port}`,
    fix: quoted ? `write the number without quotes: ${port}` : list,
  };
}

function isPort(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Secrets that controllers write for objects of the program, as `namespace/name`. */
function secretsMadeByOthers(cluster: Cluster): ReadonlySet<string> {
  const writers: Readonly<Record<string, (object: ApiObjectData) => string | undefined>> = {
    Certificate: (object) => stringAt(object, 'spec', 'secretName'),
    ExternalSecret: (object) => stringAt(object, 'spec', 'target', 'name') ?? object.metadata.name,
    SealedSecret: (object) => object.metadata.name,
  };
  return new Set(
    cluster.objects.flatMap(({ object }) => {
      const name = writers[object.kind]?.(object);
      return name === undefined ? [] : [`${object.metadata.namespace}/${name}`];
    }),
  );
}
