import { type CelValue, fromJson } from '../cel';
import type { Finding, Severity } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import type { Action, BindingObject, BindingSpec, MatchResources, PolicyObject } from './manifest';
import { selects } from './selector';

/** One use of a policy: how much it weighs, for which objects, and with which parameters. */
export interface Bound {
  readonly severity: Severity;
  /** @default all that the policy is for */
  readonly matchResources?: MatchResources;
  readonly params: CelValue;
}

const severities: Readonly<Record<Action, Severity>> = { Deny: 'error', Warn: 'warning', Audit: 'info' };

/** How bindings use a policy. One that none uses is used on everything, as if it were to deny. */
export function boundBy(
  { metadata: { name }, spec: { paramKind } }: PolicyObject,
  bindings: readonly BindingObject[],
  objects: readonly PlacedObject[],
): { readonly uses: readonly Bound[]; readonly findings: readonly Finding[] } {
  const own = bindings.filter(({ spec }) => spec.policyName === name);
  if (own.length === 0 && !paramKind) return { uses: [{ severity: 'error', params: null }], findings: [] };
  const findings: Finding[] = [];
  const uses = own.flatMap(({ spec, metadata }): readonly Bound[] => {
    const all = paramKind ? paramsOf(spec, paramKind, objects) : [null];
    if (all.length === 0 && spec.paramRef?.parameterNotFoundAction !== 'Allow')
      findings.push(unbound(`The binding ${metadata.name} names parameters that are not there.`));
    const { matchResources } = spec;
    return all.map((params) => ({
      severity: severityOf(spec),
      params,
      ...(matchResources && { matchResources }),
    }));
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

function paramsOf(
  { paramRef }: BindingSpec,
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  objects: readonly PlacedObject[],
): readonly CelValue[] {
  if (!paramRef) return [];
  const { name, namespace, selector } = paramRef;
  return objects
    .filter(({ object }) => object.apiVersion === apiVersion && object.kind === kind)
    .filter(({ object: { metadata } }) => namespace === undefined || metadata.namespace === namespace)
    .filter(({ object: { metadata } }) =>
      selector ? selects(selector, metadata.labels ?? {}) : metadata.name === name,
    )
    .map(({ object }) => fromJson(object));
}
