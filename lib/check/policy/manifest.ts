import type { ApiObjectData } from '../../core/manifest';

/** Source: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/ */
export interface PolicySpec {
  readonly failurePolicy?: 'Fail' | 'Ignore';
  readonly paramKind?: { readonly apiVersion: string; readonly kind: string };
  readonly matchConstraints?: MatchResources;
  readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
  readonly variables?: readonly { readonly name: string; readonly expression: string }[];
  readonly validations?: readonly Validation[];
  readonly auditAnnotations?: readonly { readonly key: string; readonly valueExpression: string }[];
}

export interface Validation {
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
}

export interface MatchResources {
  readonly namespaceSelector?: LabelSelector;
  readonly objectSelector?: LabelSelector;
  readonly resourceRules?: readonly ResourceRule[];
  readonly excludeResourceRules?: readonly ResourceRule[];
  readonly matchPolicy?: 'Exact' | 'Equivalent';
}

export interface ResourceRule {
  readonly apiGroups?: readonly string[];
  readonly apiVersions?: readonly string[];
  readonly resources?: readonly string[];
  readonly operations?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly scope?: '*' | 'Cluster' | 'Namespaced';
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

export type Action = 'Deny' | 'Warn' | 'Audit';

export interface BindingSpec {
  readonly policyName?: string;
  readonly validationActions?: readonly Action[];
  readonly matchResources?: MatchResources;
  readonly paramRef?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly selector?: LabelSelector;
    readonly parameterNotFoundAction?: 'Allow' | 'Deny';
  };
}

export const admissionVersion = 'admissionregistration.k8s.io/v1';

/** A ValidatingAdmissionPolicy. */
export interface PolicyObject extends ApiObjectData {
  readonly spec: PolicySpec;
}

/** A ValidatingAdmissionPolicyBinding. */
export interface BindingObject extends ApiObjectData {
  readonly spec: BindingSpec;
}

export function isPolicy(object: ApiObjectData): object is PolicyObject {
  return isAdmission(object, 'ValidatingAdmissionPolicy');
}

export function isBinding(object: ApiObjectData): object is BindingObject {
  return isAdmission(object, 'ValidatingAdmissionPolicyBinding');
}

/** Its schema has been asked before anything of its spec is read. */
function isAdmission({ apiVersion, kind }: ApiObjectData, wanted: string): boolean {
  return apiVersion === admissionVersion && kind === wanted;
}
