import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { type ControlledService, type Course, flaggerObjects } from '../../traefik/release';
import { holdBack } from '../construct';
import type { TraefikService } from '../routing';
import type { Release } from './release';

/**
 * Leaves to Flagger what it makes itself, the Services and the TraefikService, and adds what it reads: a Canary and what
 * its gates ask.
 */
export function handToFlagger(
  release: Release,
  course: Course,
  controlled: ControlledService,
  traefikService: TraefikService,
): void {
  const { service } = release;
  holdBack(traefikService);
  if (service.service) holdBack(service.service);
  service.runsAlsoAs(`${service.name}-primary`);
  addObjects(release, flaggerObjects(course, controlled));
}

/** Plain objects as constructs, each by its kind and name. */
export function addObjects(scope: Construct, objects: readonly ApiObjectProps[]): void {
  for (const object of objects) new ApiObject(scope, `${object.kind}-${object.metadata?.name ?? ''}`, object);
}
