import { type Attempt, failed, made, own } from '../../../../core/base';
import { type DecodedSpec, type ReferenceSpec, type TraefikKind, specDecoders } from '../../../api';
import type { DecodeError } from '../../../api/read';
import type { FieldPath } from '../../../../core/finding';
import type { ProviderConfiguration } from '../../dynamic/configuration';
import { type Naming, namingOf, qualify } from '../../dynamic/names';
import type { TraefikVersion } from '../../../version';
import type { KubernetesCrdProvider } from '../../static';
import { type ClusterObject, annotationOf } from '../cluster';
import type { KubernetesView } from '../kubernetes';
import { type Drop, dropped } from '../result';

/** The name of the provider in every name it makes. */
export const providerName = 'kubernetescrd';

/**
 * The name of what the provider makes of a namespaced object.
 *
 * @param isSafe whether it runs with `safeNaming`
 */
export function elementName(namespace: string, name: string, isSafe = false): string {
  return qualify(providerName, namingOf(isSafe).object(namespace, name));
}

/** What every part of the provider needs: the cluster, the options, and where results go. */
export interface CrdContext {
  readonly version: TraefikVersion;
  readonly view: KubernetesView;
  readonly options: KubernetesCrdProvider;
  readonly naming: Naming;
  readonly configuration: ProviderConfiguration;
  readonly dropped: Drop[];
  /** What Traefik crashes on. */
  readonly crashes: Drop[];
  /** Objects of a kind whose labels and namespace are watched, with their specs; unreadable ones are dropped. */
  objects<K extends TraefikKind>(kind: K): readonly TraefikObject<K>[];
}

/** An object of one of Traefik's kinds with its spec read. */
export interface TraefikObject<K extends TraefikKind> {
  readonly object: ClusterObject;
  readonly spec: NonNullable<DecodedSpec<K>>;
}

/** Reads the spec of an object, or says what the API server refuses about it. */
export function readSpec<K extends TraefikKind>(
  object: ClusterObject,
  kind: K,
): Attempt<NonNullable<DecodedSpec<K>>> {
  const errors: DecodeError[] = [];
  const spec = specDecoders[kind](own(object.value, 'spec') ?? {}, ['spec'], errors);
  const [error] = errors;
  if (error) return failed(`${error.path.join('.')} ${error.message}: the API server refuses the object`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the decoder is that of the kind
  return made(spec as NonNullable<DecodedSpec<K>>);
}

/** Notes that a part of an object is left out. */
export function drop(context: CrdContext, object: ClusterObject, path: FieldPath, reason: string): void {
  context.dropped.push(dropped(object, path, reason));
}

/** The namespace of a reference: its own, else that of the object it is in. */
export function namespaceOf(reference: ReferenceSpec, parent: string): string {
  return reference.namespace ?? parent;
}

/** Whether an object may refer to a namespace. */
export function isNamespaceAllowed(context: CrdContext, parent: string, namespace: string): boolean {
  return context.options.allowCrossNamespace === true || parent === namespace;
}

/** Whether objects of a namespace may refer to other providers. No or an empty list allows all. */
export function isCrossProviderAllowed(context: CrdContext, namespace: string): boolean {
  const allowed = context.options.crossProviderNamespaces ?? [];
  return allowed.length === 0 || allowed.includes(namespace);
}

/** The name that a reference to a middleware or TLS options becomes. */
export function resolveReference(
  context: CrdContext,
  parent: string,
  reference: ReferenceSpec,
): Attempt<string> {
  const name = reference.name ?? '';
  if (name.includes('@')) return crossProvider(context, parent, name);
  const namespace = namespaceOf(reference, parent);
  if (!isNamespaceAllowed(context, parent, namespace)) {
    return failed('allowCrossNamespace is disabled, cross-namespace are disallowed');
  }
  return made(context.naming.object(namespace, name));
}

/** The name that a reference to a servers transport becomes; the empty string where there is none. */
export function resolveTransport(context: CrdContext, namespace: string, name = ''): Attempt<string> {
  if (name === '') return made('');
  return name.includes('@')
    ? crossProvider(context, namespace, name)
    : made(context.naming.object(namespace, name));
}

function crossProvider(context: CrdContext, parent: string, name: string): Attempt<string> {
  if (!context.options.allowCrossNamespace && name.endsWith(`@${providerName}`)) {
    return failed('when allowCrossNamespace is disabled, @kubernetescrd references are disallowed');
  }
  if (!isCrossProviderAllowed(context, parent)) {
    return failed(`namespace "${parent}" is not in crossProviderNamespaces`);
  }
  return made(name);
}

/** Resolves a list of references; the first that fails decides. */
export function resolveReferences(
  context: CrdContext,
  parent: string,
  references: readonly ReferenceSpec[] = [],
): Attempt<readonly string[]> {
  const names: string[] = [];
  for (const reference of references) {
    const resolved = resolveReference(context, parent, reference);
    if ('reason' in resolved) {
      return failed(`invalid reference to middleware ${reference.name ?? ''}: ${resolved.reason}`);
    }
    names.push(resolved.value);
  }
  return made(names);
}

/** Why the class of an IngressRoute (TCP, UDP) keeps this Traefik from reading it; undefined where it does not. */
export function classError(
  { options: { ingressClass: wanted = '' } }: CrdContext,
  object: ClusterObject,
  className: string | undefined,
): string | undefined {
  const actual = className ?? annotationOf(object, 'kubernetes.io/ingress.class');
  if (wanted === actual || (wanted === '' && actual === 'traefik')) return undefined;
  const has = actual === '' ? 'it has no ingress class' : `its ingress class is "${actual}"`;
  const reads = wanted === '' ? '"traefik" and what has none' : `"${wanted}" alone`;
  return `${has}, and this Traefik reads ${reads}`;
}
