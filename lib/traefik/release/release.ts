import type { ApiObjectData, ObjectIdentity } from '../../core/manifest';
import type { Course } from './course';

/** A release of one service, as plain data: what the objects of its steps are made from beside the objects that are there. */
export interface ReleaseDeclaration {
  /** Name of the Service, and of the TraefikService that routes go through. */
  readonly service: string;
  readonly namespace?: string;
  /** Name of the Service of the next version. */
  readonly next: string;
  readonly course: Course;
  /** Name of the HorizontalPodAutoscaler of the next version, where it has one. */
  readonly autoscaler: string;
  /** Objects of the service as it is. */
  readonly own: readonly ObjectIdentity[];
  /** Objects of the next version beside it. */
  readonly beside: readonly ApiObjectData[];
  /** Objects of the service once the next version has become its own. */
  readonly promoted: readonly ApiObjectData[];
  /** What the controller of a release keeps up in the cluster, as it is before the first step; nothing without one. */
  readonly made: readonly ApiObjectData[];
}
