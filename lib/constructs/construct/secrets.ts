import type { IConstruct } from 'constructs';
import { SecretTexts } from '../../core/finding';
import { ConstructMemory } from './memory';
import { deploymentScopeOf } from './scope';

const declared = new ConstructMemory<SecretTexts>();

/**
 * Tells which texts are secret in a deployment scope: what is found there does not repeat them, and no object has them
 * but Secrets in their data. Those that were declared before stay.
 *
 * @param scope the app, or an EnvironmentStack, whose files may have declared some already
 */
export function declareSecrets(scope: IConstruct, texts: Iterable<string>): void {
  const root = deploymentScopeOf(scope);
  const all = new Set([...(declared.get(root)?.texts ?? []), ...texts]);
  if (all.size > 0) declared.set(root, new SecretTexts(all));
}

/** The texts that are secret where a construct stands; undefined where none is. */
export function secretsOf(construct: IConstruct): SecretTexts | undefined {
  return declared.get(deploymentScopeOf(construct));
}
