import { type ApiObjectData, groupOf, isClusterScoped } from '../../core/manifest';
import { type LabelSelector, type MatchResources, type ResourceRule, admissionVersion } from './manifest';
import { selects } from './selector';

/** An object as the API server is asked to create it. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  /** The plural of its kind. */
  readonly resource: string;
  readonly isClusterScoped: boolean;
  readonly object: ApiObjectData;
}

export function resourceOf(object: ApiObjectData): Resource {
  const { apiVersion, kind } = object;
  return {
    group: groupOf(apiVersion),
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    resource: pluralOf(kind),
    isClusterScoped: isClusterScoped(apiVersion, kind),
    object,
  };
}

/** Source: k8s.io/apimachinery, pkg/api/meta (UnsafeGuessKindToResource), which all kinds that are known here follow. */
export function pluralOf(kind: string): string {
  const single = kind.toLowerCase();
  if (single === 'endpoints') return single;
  if (single.endsWith('s') || single.endsWith('x') || single.endsWith('ch')) return `${single}es`;
  return single.endsWith('y') && !/[aeiou]y$/.test(single) ? `${single.slice(0, -1)}ies` : `${single}s`;
}

/** Labels of namespaces by their names. */
export type NamespaceLabels = (namespace: string) => Readonly<Record<string, string>>;

const admissionGroup = groupOf(admissionVersion);

/** What no policy is asked about, lest one shuts everybody out. Source: k8s.io/apiserver, pkg/admission/plugin/policy (rules) */
const exempt: ReadonlySet<string> = new Set([
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'validatingwebhookconfigurations',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
  'mutatingwebhookconfigurations',
]);

/** Whether a policy or a binding is for the creation of an object. */
export function matches(
  { namespaceSelector, objectSelector, resourceRules = [], excludeResourceRules = [] }: MatchResources,
  resource: Resource,
  labelsOf: NamespaceLabels,
): boolean {
  if (exempt.has(resource.resource) && resource.group === admissionGroup) return false;
  if (resourceRules.length > 0 && !resourceRules.some((rule) => matchesRule(rule, resource))) return false;
  if (excludeResourceRules.some((rule) => matchesRule(rule, resource))) return false;
  if (objectSelector && !selects(objectSelector, resource.object.metadata.labels ?? {})) return false;
  return !namespaceSelector || matchesNamespace(namespaceSelector, resource, labelsOf);
}

function matchesNamespace(
  selector: LabelSelector,
  { object, isClusterScoped: isWide }: Resource,
  labelsOf: NamespaceLabels,
): boolean {
  const { kind, metadata } = object;
  if (kind === 'Namespace') return selects(selector, { ...labelsOf(metadata.name), ...metadata.labels });
  // What belongs to no namespace is passed over by none.
  return isWide || selects(selector, labelsOf(metadata.namespace ?? 'default'));
}

function matchesRule(
  rule: ResourceRule,
  { group, version, resource, object, isClusterScoped: isWide }: Resource,
): boolean {
  const {
    apiGroups = [],
    apiVersions = [],
    resources = [],
    operations = [],
    resourceNames = [],
    scope = '*',
  } = rule;
  const has = (names: readonly string[], name: string): boolean =>
    names.includes('*') || names.includes(name);
  return (
    has(operations, 'CREATE') &&
    has(apiGroups, group) &&
    has(apiVersions, version) &&
    (has(resources, resource) || resources.includes('*/*') || resources.includes(`${resource}/*`)) &&
    (resourceNames.length === 0 || resourceNames.includes(object.metadata.name)) &&
    (scope === '*' || (scope === 'Cluster') === isWide)
  );
}
