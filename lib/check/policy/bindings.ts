import { type CelValue, fromJson } from '../cel';
import type { Finding, Severity } from '../../core/finding';
import { admitted, apiKinds } from '../../core/kubernetes';
import { type ApiObjectData, type PlacedObject, groupOf, isClusterScoped } from '../../core/manifest';
import type {
  Action,
  BindingObject,
  BindingSpec,
  MatchResources,
  PolicyObject,
  PolicySpec,
} from './manifest';
import type { Resource } from './resource';
import { selects } from './selector';

/** One use of a policy: how much it weighs, for which objects, and with which parameters. */
export interface Bound {
  readonly severity: Severity;
  /** @default all that the policy is for */
  readonly matchResources?: MatchResources;
  /** The parameters with which it is asked about an object, once with each. @default once, with null */
  readonly params?: ParamsOf;
}

/** Parameters for an object, or why there are none, which refuses the object. */
export type ParamsOf = (resource: Resource) => {
  readonly all: readonly CelValue[];
  readonly missing?: string;
};

const severities: Readonly<Record<Action, Severity>> = { Deny: 'error', Warn: 'warning', Audit: 'info' };

/** How bindings use a policy. One that none uses is used on everything, as if it were to deny. */
export function boundBy(
  { metadata: { name }, spec: { paramKind } }: PolicyObject,
  bindings: readonly BindingObject[],
  objects: readonly PlacedObject[],
): { readonly uses: readonly Bound[]; readonly findings: readonly Finding[] } {
  const own = bindings.filter(({ spec }) => spec.policyName === name);
  if (own.length === 0 && !paramKind) return { uses: [{ severity: 'error' }], findings: [] };
  const findings: Finding[] = [];
  const uses = own.map(({ spec, metadata }): Bound => {
    const { matchResources, paramRef } = spec;
    const found = paramKind && paramRef && paramsOf(paramRef, paramKind, objects);
    if (found?.length === 0 && paramRef?.parameterNotFoundAction !== 'Allow')
      findings.push(unbound(`The binding ${metadata.name} names parameters that are not there.`));
    return {
      severity: severityOf(spec),
      ...(matchResources && { matchResources }),
      ...(found && paramRef && { params: paramsFor(paramRef, found) }),
    };
  });
  if (own.length === 0) findings.push(unbound('No binding gives the policy its parameters.'));
  return { uses, findings };
}

function unbound(message: string): Finding {
  return { rule: 'unbound-parameters', message, field: ['spec', 'paramKind'] };
}

function severityOf({ validationActions = ['Deny'] }: BindingSpec): Severity {
  const wanted = (['Deny', 'Warn'] as const).find((action) => validationActions.includes(action));
  return severities[wanted ?? 'Audit'];
}

/** An object of parameters. */
interface Parameters {
  /** Undefined where it belongs to the whole cluster. */
  readonly namespace: string | undefined;
  readonly value: CelValue;
}

type ParamRef = NonNullable<BindingSpec['paramRef']>;

function paramsOf(
  paramRef: ParamRef,
  paramKind: NonNullable<PolicySpec['paramKind']>,
  objects: readonly PlacedObject[],
): readonly Parameters[] {
  return paramObjects(paramRef, paramKind, objects).map((object) => ({
    namespace: placeOf(object),
    value: fromJson(admitted(object)),
  }));
}

/** The objects that a binding names as parameters. */
export function paramObjects(
  { name, namespace, selector }: ParamRef,
  { apiVersion, kind }: NonNullable<PolicySpec['paramKind']>,
  objects: readonly PlacedObject[],
): readonly ApiObjectData[] {
  return objects
    .map(({ object }) => object)
    .filter((object) => object.apiVersion === apiVersion && object.kind === kind)
    .filter(({ metadata }) => (selector ? selects(selector, metadata.labels ?? {}) : metadata.name === name))
    .filter((object) => namespace === undefined || placeOf(object) === namespace);
}

/** A kind that is not known, and an object of it without a namespace: it is taken to belong to the whole cluster. */
export function placeOf({ apiVersion, kind, metadata: { namespace } }: ApiObjectData): string | undefined {
  if (isClusterScoped(apiVersion, kind)) return undefined;
  const isKnown = apiKinds.some((known) => known.group === groupOf(apiVersion) && known.kind === kind);
  return namespace ?? (isKnown ? 'default' : undefined);
}

/** Source: k8s.io/apiserver, pkg/admission/plugin/policy/generic/policy_dispatcher.go (CollectParams) */
function paramsFor({ namespace, parameterNotFoundAction }: ParamRef, found: readonly Parameters[]): ParamsOf {
  const isOfNamespace = namespace === undefined && found.some((each) => each.namespace !== undefined);
  return ({ isClusterScoped: isWide, object }) => {
    if (isOfNamespace && isWide)
      return {
        all: [],
        missing: 'cannot use namespaced paramRef in policy binding that matches cluster-scoped resources',
      };
    const near = object.metadata.namespace ?? 'default';
    const all = found.filter((each) => !isOfNamespace || each.namespace === near).map(({ value }) => value);
    if (all.length > 0 || parameterNotFoundAction === 'Allow') return { all };
    return { all, missing: 'no params found for policy binding with `Deny` parameterNotFoundAction' };
  };
}
