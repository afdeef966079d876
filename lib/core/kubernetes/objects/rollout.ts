import type { ApiObjectData } from '../../manifest';
import type { Tell } from './fault';
import { type Placed, below, has, numberAt, textAt } from './fields';
import { specOf } from './pods';

/** Numbers of pods that are none, and rollouts that a kind does not know or that stand still. */
export function rollout(object: ApiObjectData, tell: Tell): void {
  const isDeployment = object.kind === 'Deployment';
  const spec = specOf(object);
  replicas(spec, tell);
  const strategy = below(spec, isDeployment ? 'strategy' : 'updateStrategy');
  type(object.kind, strategy, isDeployment ? 'Recreate' : 'OnDelete', tell);
  if (isDeployment) still(below(strategy, 'rollingUpdate'), tell);
}

function replicas(spec: Placed, tell: Tell): void {
  const count = numberAt(spec, 'replicas');
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return;
  tell('invalid-replicas', [...spec.field, 'replicas'], {
    message: `${count} is no number of pods.`,
    consequence: 'The API server refuses the workload.',
    fix: 'Use a whole number, 0 or more.',
  });
}

function type(kind: string, strategy: Placed, other: string, tell: Tell): void {
  const own = textAt(strategy, 'type');
  if (own === undefined || own === 'RollingUpdate' || own === other) return;
  tell('unknown-rollout-type', [...strategy.field, 'type'], {
    message: `A ${kind} has no rollout of type ${own}.`,
    consequence: `The API server refuses the ${kind}.`,
    fix: `Use RollingUpdate or ${other}.`,
  });
}

function still(rolling: Placed, tell: Tell): void {
  const isZero = (key: string): boolean => /^0+%?$/.test(textAt(rolling, key) ?? '');
  // Left out, both are 25 %.
  if (!has(rolling, 'maxSurge') || !isZero('maxSurge') || !isZero('maxUnavailable')) return;
  tell('rollout-stands-still', [...rolling.field, 'maxSurge'], {
    message: 'A rollout may neither add a pod nor take one away.',
    consequence: 'The API server refuses the Deployment.',
    fix: 'Let maxSurge or maxUnavailable be 1.',
  });
}
