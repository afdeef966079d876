import { apiKinds } from '../../../core/kubernetes';
import { groupOf } from '../../../core/manifest';
import { kindsOfCrds } from '../../../traefik/model';
import type { ResourceRule } from '../manifest';
import { pluralOf } from '../resource';
import { Untranslated } from './untranslated';

/** Kinds as Gatekeeper chooses objects by them, and what of a rule kinds do not say, as a condition. */
interface MatchedKinds {
  readonly kinds: readonly { readonly apiGroups: readonly string[]; readonly kinds: readonly string[] }[];
  readonly condition?: string;
}

/** Gatekeeper knows kinds where the API server knows resources, and neither versions nor names. */
export function matchedKinds(rules: readonly ResourceRule[]): MatchedKinds {
  const parts = rules.map(partOf);
  const kinds = parts.flatMap(({ apiGroups, kinds: names }) => [{ apiGroups, kinds: names }]);
  if (parts.every(({ further }) => further.length === 0)) return { kinds };
  const condition = parts
    .map(({ apiGroups, kinds: names, further }) =>
      [
        groupCondition(apiGroups),
        ...(names.includes('*') ? [] : [`object.kind in ${list(names)}`]),
        ...further,
      ].join(' && '),
    )
    .map((text) => `(${text})`)
    .join(' || ');
  return { kinds, condition };
}

function partOf(rule: ResourceRule, index: number) {
  const field = (name: string) => ['spec', 'matchConstraints', 'resourceRules', index, name];
  const {
    apiGroups = [],
    apiVersions = [],
    resources = [],
    operations = [],
    resourceNames = [],
    scope = '*',
  } = rule;
  if (operations.some((operation) => operation !== 'CREATE' && operation !== 'UPDATE'))
    throw new Untranslated('Gatekeeper asks about what is made and changed alone.', field('operations'));
  const kinds = resources.map((resource) => kindOf(resource, apiGroups, field('resources')));
  return {
    apiGroups,
    kinds,
    further: [
      ...(apiVersions.includes('*')
        ? []
        : [`object.apiVersion.split('/')[object.apiVersion.contains('/') ? 1 : 0] in ${list(apiVersions)}`]),
      ...(operations.length === 2 ? [] : [`request.operation in ${list(operations)}`]),
      ...(resourceNames.length === 0 ? [] : [`object.metadata.name in ${list(resourceNames)}`]),
      ...(scope === '*' ? [] : [`${scope === 'Cluster' ? '!' : ''}has(object.metadata.namespace)`]),
    ],
  };
}

function groupCondition(groups: readonly string[]): string {
  if (groups.includes('*')) return 'true';
  return `(object.apiVersion.contains('/') ? object.apiVersion.split('/')[0] : '') in ${list(groups)}`;
}

function list(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;
}

function kindOf(resource: string, groups: readonly string[], field: readonly (string | number)[]): string {
  if (resource === '*' || resource === '*/*') return '*';
  if (resource.includes('/'))
    throw new Untranslated(`Gatekeeper has no kind for "${resource}", a part of a resource.`, field);
  const kinds = [
    ...apiKinds.filter(({ group }) => groups.includes('*') || groups.includes(group)).map(({ kind }) => kind),
    ...Object.entries(kindsOfCrds).flatMap(([apiVersion, all]) =>
      groups.includes(groupOf(apiVersion)) ? all : [],
    ),
  ];
  const kind = kinds.find((each) => pluralOf(each) === resource);
  if (kind === undefined)
    throw new Untranslated(`Gatekeeper wants kinds, and that of "${resource}" is not known here.`, field);
  return kind;
}
