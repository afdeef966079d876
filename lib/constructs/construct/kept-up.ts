import type { IConstruct } from 'constructs';
import type { ApiObjectData } from '../../core/manifest';
import { sharedInScope } from './memory';

type Objects = () => readonly ApiObjectData[];

const keptUp = sharedInScope<Objects[]>(() => []);

/** Tells of objects that a controller of the cluster makes and keeps up for a construct; they are asked for at synth. */
export function declareKeptUp(construct: IConstruct, objects: Objects): void {
  keptUp(construct).push(objects);
}

/** What controllers keep up in the cluster of a deployment scope. */
export function keptUpIn(scope: IConstruct): readonly ApiObjectData[] {
  return keptUp(scope).flatMap((objects) => objects());
}
