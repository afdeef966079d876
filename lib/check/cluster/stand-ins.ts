import { type FieldPath } from '../../core/finding';
import { type ApiObjectData, groupOf } from '../../core/manifest';
import { type SecretUse, middlewareReferences } from '../../traefik/api/middlewares';
import { nginxPrefix, selfSigned } from '../../traefik/model';
import type { KnownObject } from './facts';
import type { Inventory } from './inventory';
import type { Link } from './link';
import { holdersOf } from './links';
import type { Mention } from './naming';

/**
 * Objects in the place of those that the cluster is said to have: as they are where that is known, else nothing is known
 * of them but that they are fit for what refers to them.
 */
export function standIns(inventory: Inventory): readonly ApiObjectData[] {
  if (inventory.besides.length === 0) return [];
  const made = new Map<string, ApiObjectData>();
  for (const { kind, namespace, name, object } of inventory.besides) {
    // The middlewares of entry points are mentioned by no object.
    const isFree = kind === 'Middleware' && namespace !== undefined;
    const known =
      object ??
      (isFree
        ? {
            apiVersion: 'traefik.io/v1alpha1',
            kind,
            metadata: { name, ...(namespace !== undefined && { namespace }) },
            ...passing,
          }
        : undefined);
    if (known && !inventory.made(kind, namespace, name))
      made.set(JSON.stringify([kind, namespace, name]), known);
  }
  for (const { placed, mention } of inventory.mentions) {
    const { kind, namespace, name } = mention;
    const known = inventory.existing(kind, namespace, name);
    if (!known || inventory.made(kind, namespace, name)) continue;
    const key = JSON.stringify([kind, namespace, name]);
    if (made.has(key)) continue;
    const { apiVersion: own } = placed.object;
    const apiVersion = groupOf(own) === 'traefik.io' && !coreKinds.has(kind) ? own : 'v1';
    made.set(key, {
      apiVersion,
      kind,
      metadata: { name, ...(namespace !== undefined && { namespace }) },
      ...contentOf(mention, known),
    });
  }
  for (const { object } of inventory.objects) {
    for (const link of holdersOf(object)) {
      const { kind, namespace, name } = link;
      if (!inventory.existing(kind, namespace, name)) continue;
      const key = JSON.stringify([kind, namespace, name]);
      if (made.has(key) || inventory.made(kind, namespace, name)) continue;
      made.set(key, {
        apiVersion: 'v1',
        kind,
        metadata: { name, ...(namespace !== undefined && { namespace }) },
        data: linkedContent(object, link),
      });
    }
  }
  return [...made.values()];
}

/** What an Ingress, a Gateway or a policy wants of a Secret or ConfigMap. */
function linkedContent(object: ApiObjectData, { kind, field }: Link): Record<string, string> {
  const annotation = field[0] === 'metadata' ? String(field.at(-1)).slice(nginxPrefix.length) : undefined;
  const { certificate, key } = selfSigned([]);
  // Which headers a ConfigMap has is not known.
  if (kind === 'ConfigMap') return annotation === 'custom-headers' ? {} : { 'ca.crt': certificate };
  if (annotation !== 'auth-secret') {
    return encoded({ 'tls.crt': certificate, 'tls.key': key, 'ca.crt': certificate });
  }
  const said = (name: string): string | undefined => object.metadata.annotations?.[nginxPrefix + name];
  const password = said('auth-type') === 'digest' ? 'somewhere:unknown' : '{SHA}unknown';
  return encoded(
    said('auth-secret-type') === 'auth-map' ? { someone: password } : { auth: `someone:${password}` },
  );
}

/** What a middleware says that lets every request pass. */
const passing = { spec: { buffering: {} } };

const coreKinds: ReadonlySet<string> = new Set(['Secret', 'ConfigMap', 'Service']);

function contentOf({ kind, field, port }: Mention, known: KnownObject): object {
  switch (kind) {
    case 'Secret':
      return { data: encoded(secretContent(field)) };
    case 'ConfigMap':
      return { data: { 'tls.ca': selfSigned([]).certificate } };
    case 'Service':
      return { spec: { ports: servicePorts(known.ports ?? (port === undefined ? [] : [port])) } };
    case 'Middleware':
      return passing;
    case 'MiddlewareTCP':
      return { spec: { inFlightConn: { amount: 1 } } };
    case 'TraefikService':
      return { spec: { weighted: { services: [] } } };
    case 'IngressRoute':
      return { spec: { routes: [{ match: 'PathPrefix(`/`)', kind: 'Rule' }] } };
    default:
      return { spec: {} };
  }
}

/** What a Secret has to hold for the field that names it. */
function secretContent(field: FieldPath): Record<string, string> {
  const { certificate, key } = selfSigned([]);
  const contents: Readonly<Record<SecretUse, Record<string, string>>> = {
    users: { users: 'someone:{SHA}unknown' },
    'digest-users': { users: 'someone:somewhere:unknown' },
    credentials: { username: 'someone', password: 'unknown' },
    authority: { 'tls.ca': certificate },
    'key-pair': { 'tls.crt': certificate, 'tls.key': key },
  };
  return contents[useOf(field)];
}

/** Middlewares say themselves what they use a Secret for; elsewhere it is a certificate, or that of an authority. */
function useOf(field: FieldPath): SecretUse {
  const ofMiddleware = middlewareReferences.find(
    ({ at }) => field.length === at.length + 1 && at.every((key, index) => key === field[index + 1]),
  );
  if (ofMiddleware?.holds) return ofMiddleware.holds;
  const authorities = ['secretNames', 'rootCAs', 'rootCAsSecrets'];
  return authorities.some((key) => field.includes(key)) ? 'authority' : 'key-pair';
}

function servicePorts(ports: readonly (string | number)[]): object[] {
  return ports.map((port, index) =>
    typeof port === 'number' ? { name: `port-${port}`, port } : { name: port, port: 60_000 + index },
  );
}

function encoded(content: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(content).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
  );
}
