import { isPlainMap } from '../../core/base';
import type { Finding } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { type JsonSchema, validateSchema } from '../../core/schema';
import type { LabelSelector } from './manifest';

const text: JsonSchema = { type: 'string' };
const texts: JsonSchema = { type: 'array', items: text };

function closed(
  properties: Readonly<Record<string, JsonSchema>>,
  ...required: readonly string[]
): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

function word(...words: readonly string[]): JsonSchema {
  return { type: 'string', enum: words };
}

const selector = closed({
  matchLabels: { type: 'object', additionalProperties: text },
  matchExpressions: list(
    closed(
      { key: text, operator: word('In', 'NotIn', 'Exists', 'DoesNotExist'), values: texts },
      'key',
      'operator',
    ),
  ),
});

/** Whether a value is a selector of labels, as the API server takes it. */
export function isSelector(value: unknown): value is LabelSelector {
  return isPlainMap(value) && validateSchema(selector, value).length === 0;
}

const rules = list(
  closed({
    apiGroups: texts,
    apiVersions: texts,
    resources: texts,
    operations: list(word('*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT')),
    resourceNames: texts,
    scope: word('*', 'Cluster', 'Namespaced'),
  }),
);

const matching = closed({
  namespaceSelector: selector,
  objectSelector: selector,
  resourceRules: rules,
  excludeResourceRules: rules,
  matchPolicy: word('Exact', 'Equivalent'),
});

const specs: Readonly<Record<string, JsonSchema>> = {
  ValidatingAdmissionPolicy: closed(
    {
      failurePolicy: word('Fail', 'Ignore'),
      paramKind: closed({ apiVersion: text, kind: text }, 'apiVersion', 'kind'),
      matchConstraints: matching,
      matchConditions: list(closed({ name: text, expression: text }, 'name', 'expression')),
      variables: list(closed({ name: text, expression: text }, 'name', 'expression')),
      validations: list(
        closed({ expression: text, message: text, messageExpression: text, reason: text }, 'expression'),
      ),
      auditAnnotations: list(closed({ key: text, valueExpression: text }, 'key', 'valueExpression')),
    },
    'matchConstraints',
  ),
  ValidatingAdmissionPolicyBinding: closed(
    {
      policyName: text,
      paramRef: closed({
        name: text,
        namespace: text,
        selector,
        parameterNotFoundAction: word('Allow', 'Deny'),
      }),
      matchResources: matching,
      validationActions: list(word('Deny', 'Warn', 'Audit')),
    },
    'policyName',
    'validationActions',
  ),
};

/** What a manifest has that the API server would not take. Source: k8s.io/api, admissionregistration/v1 */
export function manifestFindings({ kind, spec }: ApiObjectData): readonly Finding[] {
  const schema = specs[kind];
  if (!schema) return [];
  return validateSchema(schema, spec ?? {}).map(({ path, message, fix }) => ({
    rule: 'invalid-policy',
    message,
    ...(fix !== undefined && { fix }),
    field: ['spec', ...path],
  }));
}
