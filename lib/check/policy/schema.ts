import { isPlainMap } from '../../core/base';
import type { FieldPath, Finding } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { type JsonSchema, validateSchema } from '../../core/schema';
import { type BindingSpec, type LabelSelector, type PolicySpec, isBinding, isPolicy } from './manifest';

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
export function manifestFindings(object: ApiObjectData): readonly Finding[] {
  const { kind, spec } = object;
  const schema = specs[kind];
  if (!schema) return [];
  const faults = validateSchema(schema, spec ?? {}).map(({ path, message, fix }): Finding => ({
    rule: 'invalid-policy',
    message,
    ...(fix !== undefined && { fix }),
    field: ['spec', ...path],
  }));
  if (faults.length > 0) return faults;
  if (isBinding(object)) return actionFaults(object.spec);
  return isPolicy(object) ? [...refusals(object.spec), ...variableFaults(object.spec)] : [];
}

/** Source: k8s.io/kubernetes, pkg/apis/admissionregistration/validation/validation.go (validateValidationActions) */
function actionFaults({ validationActions = [] }: BindingSpec): readonly Finding[] {
  if (!validationActions.includes('Deny') || !validationActions.includes('Warn')) return [];
  return [
    {
      rule: 'invalid-policy',
      message: 'Deny and Warn cannot be together: what is refused is warned of as well.',
      fix: 'Leave one of them.',
      field: ['spec', 'validationActions'],
    },
  ];
}

function variableFaults({ variables = [] }: PolicySpec): readonly Finding[] {
  return variables.flatMap(({ name }, index): readonly Finding[] =>
    /^[A-Za-z_]\w*$/.test(name)
      ? []
      : [
          {
            rule: 'invalid-policy',
            message: `"${name}" is no name of a variable.`,
            fix: 'Write letters, digits and _, and no digit first.',
            field: ['spec', 'variables', index, 'name'],
          },
        ],
  );
}

/**
 * What the API server refuses beyond the form of fields.
 *
 * Source: k8s.io/kubernetes, pkg/apis/admissionregistration/validation/validation.go
 */
function refusals({
  matchConstraints,
  validations = [],
  auditAnnotations = [],
}: PolicySpec): readonly Finding[] {
  const told = (message: string, fix: string, ...field: FieldPath): Finding => ({
    rule: 'invalid-policy',
    message,
    fix,
    field: ['spec', ...field],
  });
  const ofRules =
    (matchConstraints?.resourceRules ?? []).length > 0
      ? []
      : [
          told(
            'A policy names no resources that it is for.',
            'Name them in resourceRules.',
            'matchConstraints',
          ),
        ];
  const ofWhole =
    validations.length + auditAnnotations.length > 0
      ? []
      : [told('A policy asks for nothing.', 'Write a validation.', 'validations')];
  const ofMessages = validations.flatMap(({ message = '' }, index): readonly Finding[] => {
    const words = message.trim();
    const at = ['validations', index] as const;
    if (message !== '' && words === '')
      return [told('A message says nothing.', 'Say what is wrong, or leave it out.', ...at, 'message')];
    if (/[\n\r]/.test(words))
      return [told('A message has several lines.', 'Write it in one line.', ...at, 'message')];
    return [];
  });
  return [...ofRules, ...ofWhole, ...ofMessages];
}
