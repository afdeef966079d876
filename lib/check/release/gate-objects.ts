import type { ApiObjectData } from '../../core/manifest';
import { type Gate, analysisTemplate } from '../../traefik/release';
import type { PlannedStep, ReleasePlan } from './plan';

/** Who asks Prometheus: its own rules, Argo Rollouts, or Flagger. */
export const gateKinds = ['prometheus-rule', 'analysis-template', 'metric-template'] as const;

export type GateKind = (typeof gateKinds)[number];

/** What the objects of gates need beside the plan. */
export interface GateOptions {
  readonly namespace: string | undefined;
  /** Where Argo Rollouts and Flagger reach Prometheus. */
  readonly prometheus: string;
}

/**
 * The gates of a plan as objects of an operator: a PrometheusRule with an alert for each query, an AnalysisTemplate for
 * each step, or a MetricTemplate for each query.
 */
export function gateObjects(
  { service, steps }: ReleasePlan,
  kind: GateKind,
  { namespace, prometheus }: GateOptions,
): readonly ApiObjectData[] {
  const gated = steps.flatMap((step) =>
    step.gate && step.gate.queries.length > 0 ? [{ step, gate: step.gate }] : [],
  );
  const metadata = (name: string): ApiObjectData['metadata'] => ({
    name,
    ...(namespace !== undefined && { namespace }),
  });
  if (kind === 'prometheus-rule') {
    return [
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: metadata(`${service}-release`),
        spec: { groups: gated.map(({ step, gate }) => alerts(service, step, gate)) },
      },
    ];
  }
  if (kind === 'analysis-template') {
    return gated.map(({ step, gate }) =>
      analysisTemplate(`${service}-${step.id}`, gate.queries, { namespace, prometheus }),
    );
  }
  return gated.flatMap(({ step, gate }) =>
    gate.queries.map((query) => ({
      apiVersion: 'flagger.app/v1beta1',
      kind: 'MetricTemplate',
      metadata: metadata(`${service}-${step.id}-${query.name}`),
      spec: { provider: { type: 'prometheus', address: prometheus }, query: query.promql },
    })),
  );
}

/** An alert fires where a query says stop. */
function alerts(service: string, { id }: PlannedStep, { queries }: Gate): object {
  return {
    name: `release-${service}-${id}`,
    rules: queries.map(({ name, promql, threshold }) => ({
      alert: 'ReleaseGateBroken',
      expr: `${promql} ${opposite(threshold)}`,
      labels: { service, step: id, gate: name },
      annotations: { summary: `The gate ${name} of ${service} at ${id} wants ${threshold}.` },
    })),
  };
}

function opposite(threshold: string): string {
  return threshold.startsWith('<=') ? `>${threshold.slice(2)}` : `<${threshold.slice(2)}`;
}
