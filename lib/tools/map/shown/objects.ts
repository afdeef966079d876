import { asList, isPlainMap, own, valueAt } from '../../../core/base';
import { podMakerOf, podTemplateOf } from '../../../core/kubernetes';
import { groupOf } from '../../../core/manifest';
import { type UserSecrets, userSecretsOf, withheld, withoutContent } from './secrets';

/** Groups of whose objects everything but bookkeeping is kept: routing is what the page shows. */
const routing: ReadonlySet<string> = new Set([
  'traefik.io',
  'traefik.containo.us',
  'gateway.networking.k8s.io',
  'discovery.k8s.io',
]);

/**
 * An object as the page has it, and undefined for what decides nothing there. The page explains requests as this
 * program does; it has no values of Secrets, no settings of pods and plugins, and no copies of objects in annotations.
 */
export interface Shown {
  readonly original: unknown;
  readonly shown: unknown;
}

export function shownObjects(objects: readonly unknown[]): readonly Shown[] {
  const users = userSecretsOf(objects);
  return objects.flatMap((original) => {
    const shown = isPlainMap(original) ? shownObject(original, users) : undefined;
    return shown === undefined ? [] : [{ original, shown }];
  });
}

function shownObject(object: Readonly<Record<string, unknown>>, users: UserSecrets): unknown {
  const { apiVersion, kind, metadata, spec } = object;
  const group = typeof apiVersion === 'string' ? groupOf(apiVersion) : '';
  const named = { apiVersion, kind, metadata: shownMetadata(metadata) };
  if (routing.has(group)) {
    const { status: _, metadata: __, ...rest } = object;
    const pluginSettings = own(spec, 'plugin');
    if (pluginSettings === undefined) return { ...rest, ...named };
    return { ...named, spec: { ...(isPlainMap(spec) && spec), plugin: withoutTexts(pluginSettings) } };
  }
  switch (`${group}/${String(kind)}`) {
    case '/Secret':
    case '/ConfigMap':
      return withoutContent({ ...object, metadata: named.metadata }, users);
    case '/Service':
    case 'networking.k8s.io/Ingress':
    case 'networking.k8s.io/IngressClass':
      return { ...named, spec };
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return { ...named, spec: shownDefinition(spec) };
    case '/Node':
      return { ...named, status: { addresses: valueAt(object, 'status', 'addresses') } };
    case 'cert-manager.io/Certificate':
      return { ...named, spec: { secretName: own(spec, 'secretName'), dnsNames: own(spec, 'dnsNames') } };
    default:
      return shownWorkload(named, object);
  }
}

/** kubectl keeps a whole copy of the object in an annotation, which may be an older one with a secret in it. */
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

function shownMetadata(metadata: unknown): unknown {
  if (!isPlainMap(metadata)) return metadata;
  const { name, namespace, labels, annotations } = metadata;
  const kept = isPlainMap(annotations)
    ? Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== lastApplied))
    : undefined;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(kept !== undefined && { annotations: kept }),
  };
}

/** Which kind there is then. */
function shownDefinition(spec: unknown): unknown {
  return {
    group: own(spec, 'group'),
    names: { kind: valueAt(spec, 'names', 'kind') },
    versions: asList(own(spec, 'versions')).map((version) => ({
      name: own(version, 'name'),
      served: own(version, 'served'),
    })),
  };
}

/** Of what makes pods, what Services ask of them: labels and the names of ports. */
function shownWorkload(named: object, object: Readonly<Record<string, unknown>>): unknown {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const maker = podMakerOf({ apiVersion, kind });
  if (!maker) return undefined;
  const template = podTemplateOf(object);
  const containers = asList(valueAt(template, 'spec', 'containers')).map((container) => ({
    name: own(container, 'name'),
    ports: own(container, 'ports'),
  }));
  const pods = { metadata: { labels: valueAt(template, 'metadata', 'labels') }, spec: { containers } };
  // A pod is its own template, and has metadata as all objects do.
  return { ...maker.template.reduceRight<object>((inner, key) => ({ [key]: inner }), pods), ...named };
}

/** A plugin's settings with their shape alone; references to Secrets stay, for a missing one disables it. */
function withoutTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('urn:k8s:secret:') ? value : withheld;
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item)]));
}
