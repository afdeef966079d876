import { isPlainMap } from '../../../core/base';
import type { ApiObjectData, PlacedObject } from '../../../core/manifest';
import type { PolicyObject, PolicySpec } from '../manifest';
import { withParams } from './params';
import { type Translation, type Use, translated } from './uses';

/**
 * Policies as Kyverno's ValidatingPolicies: the same text, with what the binding says, and parameters as a variable.
 *
 * Source: https://kyverno.io/docs/policy-types/validating-policy/ (policies.kyverno.io/v1, Kyverno 1.19)
 */
export function kyvernoPolicies(manifests: readonly PlacedObject[]): Translation {
  return translated(manifests, (policy, uses) => uses.map((use) => kyvernoPolicy(policy, use, uses.length)));
}

function kyvernoPolicy({ metadata, spec }: PolicyObject, use: Use, uses: number): ApiObjectData {
  const { paramKind: _, ...rest } = withParams(spec, 'variables.params');
  const { binding, match, params } = use;
  const hasParams = spec.paramKind !== undefined;
  return {
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: {
      ...metadata,
      name: uses === 1 ? metadata.name : `${metadata.name}.${binding.metadata.name}`,
    },
    spec: {
      ...rest,
      ...(hasParams && {
        variables: [
          { name: 'params', expression: params ? literal(params) : 'null' },
          ...(rest.variables ?? []),
        ],
      }),
      matchConstraints: match,
      validationActions: binding.spec.validationActions ?? ['Deny'],
      // Kyverno would ask a policy for pods of what makes pods as well.
      autogen: { podControllers: { controllers: [] } },
    } satisfies PolicySpec & Readonly<Record<string, unknown>>,
  };
}

/** A value as CEL writes it; what is in lists and maps may be of any type there. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => `dyn(${literal(item)})`).join(', ')}]`;
  if (!isPlainMap(value)) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}: dyn(${literal(each)})`).join(', ')}}`;
}
