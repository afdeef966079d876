import type { IConstruct } from 'constructs';
import { ConstructMemory } from './memory';
import { deploymentScopeOf } from './scope';

const declared = new ConstructMemory<string>();

/** Tells which release of Traefik reads the objects of a deployment scope, for example `3.7.9`. */
export function declareTraefikVersion(scope: IConstruct, version: string): void {
  declared.set(deploymentScopeOf(scope), version);
}

/** The release of Traefik that reads the objects where a construct stands; undefined where nobody says. */
export function traefikVersionAt(construct: IConstruct): string | undefined {
  return declared.get(deploymentScopeOf(construct));
}
