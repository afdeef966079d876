import { asList, isPlainMap, own, setOwn } from '../../core/base';
import type { ApiObjectData } from '../../core/manifest';
import { environmentText, literal } from '../compose';
import { namespaceOf } from './read';

type PlainMap = Readonly<Record<string, unknown>>;

/** What an environment is made of. */
export interface EnvironmentParts {
  /** What Ingresses and routes of the Gateway API became. */
  readonly made: readonly ApiObjectData[];
  /** What is among the objects besides, and stays elsewhere. */
  readonly others: readonly ApiObjectData[];
  /** The static configuration of the Traefik that reads the routes; undefined where another file has it. */
  readonly traefik: object | undefined;
  readonly namespace: string;
}

/** The sections of environment files, by kind. */
const sections: Readonly<Record<string, readonly string[]>> = {
  Middleware: ['middlewares'],
  ServersTransport: ['serversTransports'],
  TLSOption: ['tls', 'options'],
  TLSStore: ['tls', 'stores'],
  TraefikService: ['traefikServices'],
};

/** Sections of `existing`, by kind. */
const existing: Readonly<Record<string, string>> = {
  ConfigMap: 'configMaps',
  Middleware: 'middlewares',
  Secret: 'secrets',
  ServersTransport: 'serversTransports',
  Service: 'services',
  TLSOption: 'tlsOptions',
  TraefikService: 'traefikServices',
};

/** The text of an environment file with what was made, in the words of the CRDs. */
export function environmentOf(parts: EnvironmentParts): string {
  const value: Record<string, unknown> = {
    namespace: parts.namespace,
    ...(parts.traefik && { traefik: parts.traefik }),
    existing: existingOf(parts),
  };
  for (const { kind, metadata, ...object } of parts.made) {
    const spec = object['spec'];
    if (kind === 'IngressRoute') put(value, ['routes', 'http'], routesOf(metadata.name, spec));
    else if (kind === 'IngressRouteTCP') put(value, ['routes', 'tcp'], routesOf(metadata.name, spec));
    else put(value, sections[kind] ?? [], { [metadata.name]: spec });
  }
  const text = parts.traefik
    ? 'What all environments have, made by cdk8s-traefik migrate.'
    : `What the namespace ${parts.namespace} has, made by cdk8s-traefik migrate.`;
  return textOf(value, text);
}

/** The text of a file for all environments with their Traefik alone. */
export function traefikOf(traefik: object): string {
  return textOf({ traefik }, 'What all environments have, made by cdk8s-traefik migrate.');
}

function textOf(value: PlainMap, text: string): string {
  const plain = literal(value);
  return environmentText(isPlainMap(plain) ? plain : {}, [{ at: [], text }]);
}

function put(root: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: PlainMap): void {
  const there = own(root, key);
  const below: Record<string, unknown> = isPlainMap(there) ? { ...there } : {};
  if (rest.length > 0) put(below, rest, value);
  else for (const [name, each] of Object.entries(value)) setOwn(below, name, each);
  setOwn(root, key, below);
}

/** Each route is one of its own. */
function routesOf(name: string, spec: unknown): PlainMap {
  const { routes, entryPoints, tls } = isPlainMap(spec) ? spec : {};
  const all = asList(routes);
  return Object.fromEntries(
    all.map((route, index) => {
      const { kind: _kind, middlewares, ...rest } = isPlainMap(route) ? route : {};
      const passed = asList(middlewares);
      return [
        all.length === 1 ? name : `${name}-${index + 1}`,
        {
          ...(entryPoints !== undefined && { entryPoints }),
          ...rest,
          ...(passed.length > 0 && { middlewares: passed.map(inShort) }),
          ...(isPlainMap(tls) && {
            tls: { ...tls, ...(tls['options'] !== undefined && { options: inShort(tls['options']) }) },
          }),
        },
      ];
    }),
  );
}

/** A reference by its name alone, where it needs no more. */
function inShort(reference: unknown): unknown {
  const [name, namespace] = [own(reference, 'name'), own(reference, 'namespace')];
  return namespace === undefined && typeof name === 'string' && !name.includes('@') ? name : reference;
}

/** What the environment refers to and does not make: objects that are there, and Secrets that only the routes name. */
function existingOf({ made, others, namespace }: EnvironmentParts): PlainMap {
  const found: Record<string, unknown> = {};
  const isOwn = (object: ApiObjectData): boolean => namespaceOf(object) === namespace;
  // Of two of one name that of the own namespace is meant.
  const inOrder = [...others.filter((object) => !isOwn(object)), ...others.filter(isOwn)];
  for (const { kind, metadata, ...object } of inOrder) {
    const section = existing[kind];
    const { namespace: there = 'default', name } = metadata;
    if (section === undefined) continue;
    put(found, [section], {
      [name]: {
        ...(there !== namespace && { namespace: there }),
        ...(kind === 'Service' && { ports: portsOf(object) }),
      },
    });
  }
  for (const secret of secretsIn(made)) {
    if (!isPlainMap(found['secrets']) || !Object.hasOwn(found['secrets'], secret))
      put(found, ['secrets'], { [secret]: {} });
  }
  return found;
}

function portsOf(object: PlainMap): readonly unknown[] {
  const ports = own(object['spec'], 'ports');
  return asList(ports).flatMap((port: unknown) => {
    const [number, name] = [own(port, 'port'), own(port, 'name')];
    return [number, ...(typeof name === 'string' ? [name] : [])];
  });
}

const secretFields: ReadonlySet<string> = new Set(['secretName', 'secret', 'secretNames']);

/** The Secrets that objects name anywhere. */
function secretsIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return secretFields.has(key) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => secretsIn(item, key));
  return isPlainMap(value) ? Object.entries(value).flatMap(([name, item]) => secretsIn(item, name)) : [];
}
