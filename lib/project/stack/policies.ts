import { existsSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import type * as Policies from '../../check/policy';
import { type PolicyDefinition, policyManifests } from '../../check/policy/define';
import type { Inventory } from '../../check/cluster';
import { ConstructMemory } from '../../constructs/construct';
import { readText } from '../../core/file';
import type { Problem } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';

const held = new ConstructMemory<readonly ApiObjectData[]>();

/**
 * Has an environment hold policies: synth asks them of all its objects, and so do `policy check`, `check` and `policy emit`.
 *
 * @param scope the EnvironmentStack, or another deployment scope; its id says what kind of environment it is
 */
export function holdPolicies(scope: IConstruct, policies: readonly PolicyDefinition[]): void {
  held.set(scope, [...heldBy(scope), ...policyManifests(policies, scope.node.id)]);
}

/** The objects of the policies that a deployment scope holds. */
export function heldBy(scope: IConstruct): readonly ApiObjectData[] {
  return held.get(scope) ?? [];
}

/** What the policies that a program holds have against the objects of a deployment scope, but for what exceptions let through. */
export function policiesProblems({
  objects,
  facts,
}: Pick<Inventory, 'objects' | 'facts'>): readonly Problem[] {
  const { policies = [] } = facts;
  if (policies.length === 0) return [];
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for programs without policies too
  const { exceptionsName, heldProblems, readExceptions }: typeof Policies = require('../../check/policy');
  const exceptions = existsSync(exceptionsName)
    ? readExceptions(readText(exceptionsName), exceptionsName)
    : [];
  return heldProblems(objects, policies, exceptions);
}
