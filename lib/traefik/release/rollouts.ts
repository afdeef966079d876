import type { ApiObjectData } from '../../core/manifest';
import type { Course } from './course';
import { wholeDuration } from './durations';
import type { ControlledService } from './flagger';
import { type GateQuery, gateQueries } from './queries';
import { type StepState, statesOf } from './states';

/**
 * `spec.strategy` of a Rollout of Argo Rollouts: its steps wait and ask as those of the release do.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/traefik/
 */
export function rolloutStrategy(course: Course, service: ControlledService): object {
  const { name, next } = service;
  const asked = new Set(gates(course, service).map(({ id }) => id));
  return {
    canary: {
      stableService: name,
      canaryService: next,
      trafficRouting: { traefik: { weightedTraefikServiceName: name } },
      // Without pods the Service of the next version would take the TraefikService down where Traefik has no empty
      // services: those of a release that was given up stay until the next one.
      abortScaleDownDelaySeconds: 0,
      steps: gatedStates(course).flatMap(({ id, weight, share }) => [
        { setWeight: weight },
        { pause: { duration: wholeDuration(share?.bake ?? course.bake) } },
        ...(asked.has(id) ? [{ analysis: { templates: [{ templateName: `${name}-${id}` }] } }] : []),
      ]),
    },
  };
}

/** What the gates of a release ask, an AnalysisTemplate for each step. */
export function analysisTemplates(course: Course, service: ControlledService): readonly ApiObjectData[] {
  const { name, namespace } = service;
  const { prometheus } = course.gates;
  return gates(course, service).map(({ id, queries }) =>
    analysisTemplate(`${name}-${id}`, queries, { namespace, prometheus }),
  );
}

/** The queries of each step that asks any. */
function gates(
  course: Course,
  { name, namespace, next, port }: ControlledService,
): readonly { readonly id: string; readonly queries: readonly GateQuery[] }[] {
  return gatedStates(course).flatMap(({ id, share }) => {
    const { bake, minRequests } = { ...course, ...share };
    const queries = gateQueries(course.gates, {
      services: [`${namespace ?? 'default'}-${next}-${port.name}@kubernetescrd`],
      window: bake,
      minRequests,
      autoscaler: { namespace, name },
    });
    return queries.length === 0 ? [] : [{ id, queries }];
  });
}

/** Queries as an AnalysisTemplate of Argo Rollouts. */
export function analysisTemplate(
  name: string,
  queries: readonly GateQuery[],
  { namespace, prometheus }: { readonly namespace?: string; readonly prometheus: string },
): ApiObjectData {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AnalysisTemplate',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: {
      metrics: queries.map((query) => ({
        name: query.name,
        // What cannot be measured is no success: without requests there is no ratio.
        successCondition: `len(result) > 0 && result[0] ${query.threshold}`,
        provider: { prometheus: { address: prometheus, query: query.promql } },
      })),
    },
  };
}

function gatedStates(course: Course): readonly StepState[] {
  return statesOf(course).filter(({ kind }) => kind === 'weight' || kind === 'shift');
}
