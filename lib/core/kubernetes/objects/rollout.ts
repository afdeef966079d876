import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from './fault';
import { type Placed, below, has, numberAt, textAt } from './fields';
import { specOf } from './pods';

/** Numbers of pods that are none, and rollouts that a kind does not know or that stand still. */
export function* rollout(object: ApiObjectData): Iterable<Finding> {
  const deployment = specOf(object, 'apps/v1 Deployment');
  const statefulSet = specOf(object, 'apps/v1 StatefulSet');
  const spec = deployment ?? statefulSet;
  if (!spec) return;
  yield* replicas(spec);
  const strategy = below(spec, deployment ? 'strategy' : 'updateStrategy');
  yield* type(object.kind, strategy, deployment ? 'Recreate' : 'OnDelete');
  if (deployment) yield* still(below(strategy, 'rollingUpdate'));
}

function* replicas(spec: Placed): Iterable<Finding> {
  const count = numberAt(spec, 'replicas');
  if (count === undefined || (Number.isInteger(count) && count >= 0)) return;
  yield fault('invalid-replicas', [...spec.field, 'replicas'], {
    message: `${count} is no number of pods.`,
    consequence: 'The API server refuses the workload.',
    fix: 'Use a whole number, 0 or more.',
  });
}

function* type(kind: string, strategy: Placed, other: string): Iterable<Finding> {
  const own = textAt(strategy, 'type');
  if (own === undefined || own === 'RollingUpdate' || own === other) return;
  yield fault('unknown-rollout-type', [...strategy.field, 'type'], {
    message: `A ${kind} has no rollout of type ${own}.`,
    consequence: `The API server refuses the ${kind}.`,
    fix: `Use RollingUpdate or ${other}.`,
  });
}

function* still(rolling: Placed): Iterable<Finding> {
  const isZero = (key: string): boolean => /^0+%?$/.test(textAt(rolling, key) ?? '');
  // Left out, both are 25 %.
  if (!has(rolling, 'maxSurge') || !isZero('maxSurge') || !isZero('maxUnavailable')) return;
  yield fault('rollout-stands-still', [...rolling.field, 'maxSurge'], {
    message: 'A rollout may neither add a pod nor take one away.',
    consequence: 'The API server refuses the Deployment.',
    fix: 'Let maxSurge or maxUnavailable be 1.',
  });
}
