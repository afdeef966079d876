import { sha256 } from '../../../core/base';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import type { Action, PolicyObject, PolicySpec, Validation } from '../manifest';
import { matchedKinds } from './kinds';
import { withParams } from './params';
import { Untranslated } from './untranslated';
import { type Translation, type Use, translated } from './uses';

/**
 * Policies as Gatekeeper's ConstraintTemplates of the engine K8sNativeValidation, and a Constraint for each binding.
 *
 * Source: https://open-policy-agent.github.io/gatekeeper/website/docs/validating-admission-policy (Gatekeeper 3.23)
 */
export function gatekeeperPolicies(manifests: readonly PlacedObject[]): Translation {
  const taken = new Map<string, string>();
  return translated(manifests, (policy, uses) => {
    const { name } = policy.metadata;
    const kind = kindOf(name);
    const other = taken.get(kind);
    if (other !== undefined)
      throw new Untranslated(`Gatekeeper would call it as it calls ${other}.`, ['metadata', 'name']);
    taken.set(kind, name);
    return [template(policy, kind), ...uses.map((use) => constraint(kind, use))];
  });
}

/** Names that Gatekeeper keeps for itself. */
const reserved = /^(?:anyObject$|gatekeeper_internal_)/;

function template({ spec }: PolicyObject, kind: string): ApiObjectData {
  checkSpec(spec);
  const {
    validations = [],
    variables = [],
    failurePolicy = 'Fail',
    matchConditions = [],
  } = withParams(spec, 'variables.params');
  const { condition } = matchedKinds(spec.matchConstraints?.resourceRules ?? []);
  const conditions = [
    ...(condition === undefined ? [] : [{ name: 'resources', expression: condition }]),
    ...matchConditions,
  ];
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: kind.toLowerCase() },
    spec: {
      crd: { spec: { names: { kind }, ...(spec.paramKind && { validation: anyParameters }) } },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [
            {
              engine: 'K8sNativeValidation',
              source: {
                failurePolicy,
                // The name of the field in Gatekeeper has no plural.
                ...(conditions.length > 0 && { matchCondition: conditions }),
                ...(variables.length > 0 && { variables }),
                // What the answer of the API server is called is Gatekeeper's own affair.
                validations: validations.map(withoutReason),
              },
            },
          ],
        },
      ],
    },
  };
}

function withoutReason({ expression, message, messageExpression }: Validation): Validation {
  return {
    expression,
    ...(message !== undefined && { message }),
    ...(messageExpression !== undefined && { messageExpression }),
  };
}

const anyParameters = {
  openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
};

function checkSpec({ auditAnnotations = [], variables = [] }: PolicySpec): void {
  if (auditAnnotations.length > 0)
    throw new Untranslated('Gatekeeper writes no audit annotations.', ['spec', 'auditAnnotations']);
  const index = variables.findIndex(({ name }) => reserved.test(name));
  if (index !== -1)
    throw new Untranslated('Gatekeeper keeps the name of a variable for itself.', [
      'spec',
      'variables',
      index,
      'name',
    ]);
}

function constraint(kind: string, { binding, match, params }: Use): ApiObjectData {
  const { resourceRules = [], namespaceSelector, objectSelector } = match;
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind,
    metadata: { name: binding.metadata.name },
    spec: {
      enforcementAction: enforcementOf(binding.spec.validationActions),
      match: {
        kinds: matchedKinds(resourceRules).kinds,
        ...(namespaceSelector && { namespaceSelector }),
        ...(objectSelector && { labelSelector: objectSelector }),
      },
      ...(params && { parameters: params }),
    },
  };
}

function enforcementOf(actions: readonly Action[] = ['Deny']): 'deny' | 'warn' | 'dryrun' {
  if (actions.includes('Deny')) return 'deny';
  return actions.includes('Warn') ? 'warn' : 'dryrun';
}

/** The longest name of a kind: labels have it. */
const longest = 63;

/** `prod.exposed-service` → `ProdExposedService`: Gatekeeper makes a kind of each template. */
function kindOf(name: string): string {
  const words = name.split(/[^a-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const kind = /^[0-9]/.test(name) ? `P${words.join('')}` : words.join('');
  return kind.length <= longest ? kind : `${kind.slice(0, longest - 8)}${sha256(name).slice(0, 8)}`;
}
