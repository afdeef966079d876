import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { asList, isPlainMap, valueAt } from '../../core/base';
import {
  type ControlledService,
  type Course,
  analysisTemplates,
  rolloutStrategy,
} from '../../traefik/release';
import { renderedObject } from '../construct';
import type { TraefikService } from '../routing';
import type { GoService } from '../workload';
import { addObjects } from './flagger';
import type { Release } from './release';

const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' };

/**
 * Makes of the Deployment a Rollout, adds the Service of the next version and what gates ask, and leaves the weights of
 * the TraefikService to Argo Rollouts.
 */
export function handToRollouts(
  release: Release,
  course: Course,
  controlled: ControlledService,
  traefikService: TraefikService,
): void {
  const { service } = release;
  asRollout(service, course, controlled);
  service.autoscaler?.addJsonPatch(
    JsonPatch.replace('/spec/scaleTargetRef', { ...rollout, name: service.name }),
  );
  withoutWeights(traefikService, controlled);
  addObjects(release, analysisTemplates(course, controlled));
  const own = service.service;
  if (own) {
    // Rollouts sets the selectors of both Services apart by the hash of their pods.
    new ApiObject(release, 'CanaryService', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: controlled.next, namespace: service.namespace, labels: own.metadata.toJson().labels },
      spec: Lazy.any({ produce: () => valueAt(renderedObject(own), 'spec') }),
    });
  }
}

/** A Deployment as a Rollout: both have the same pods, and say otherwise how a version follows another. */
export function asRollout({ deployment }: GoService, course: Course, controlled: ControlledService): void {
  deployment?.addJsonPatch(
    JsonPatch.replace('/apiVersion', rollout.apiVersion),
    JsonPatch.replace('/kind', rollout.kind),
    JsonPatch.add('/spec/strategy', rolloutStrategy(course, controlled)),
  );
}

/** Weights that stand in Git would be undone with each change of the controller, or undo it. */
function withoutWeights(traefikService: TraefikService, { name, next }: ControlledService): void {
  const services = valueAt(renderedObject(traefikService), 'spec', 'weighted', 'services');
  const [child] = asList(services);
  if (!isPlainMap(child) || child['name'] !== name) return;
  const { weight: _weight, ...reference } = child;
  traefikService.addJsonPatch(
    JsonPatch.replace('/spec/weighted/services', [reference, { ...reference, name: next }]),
  );
}
