import type { Finding } from '../../../core/finding';
import type { ServiceModel } from '../model';
import { hasExclusiveClaim } from '../scaling';
import { error } from './finding';

/** How many pods there are, and how they are replaced. */
export function* checkScaling(model: ServiceModel): Iterable<Finding> {
  yield* checkReplicas(model);
  yield* checkAutoscaling(model);
  yield* checkKind(model);
}

function* checkReplicas({ spec, replicas }: ServiceModel): Iterable<Finding> {
  if (spec.replicas !== undefined && spec.autoscaling) {
    yield error('replicas-with-autoscaling', ['replicas'], {
      message: 'The service has both `replicas` and `autoscaling`.',
      consequence: 'Each apply would set the number back, and the autoscaler would change it again.',
      fix: 'Remove one of them; where `replicas` comes from a base file, set it to null.',
    });
  }
  if (replicas.max > 1 && hasExclusiveClaim(spec)) {
    yield error('exclusive-volume-shared', [spec.autoscaling ? 'autoscaling' : 'replicas'], {
      message: `Up to ${replicas.max} pods would share a claim that is ReadWriteOnce.`,
      consequence: 'Pods on another node than the first wait for the volume for ever.',
      fix: 'Run one replica, give each pod its own volume by `volumeClaims`, or say `accessMode: ReadWriteMany` where the claim is.',
    });
  }
}

function* checkAutoscaling({ spec }: ServiceModel): Iterable<Finding> {
  const { autoscaling } = spec;
  if (!autoscaling) return;
  const { cpu, memory, metrics = [] } = autoscaling;
  if (cpu === false && memory === undefined && metrics.length === 0) {
    yield error('autoscaling-without-metric', ['autoscaling', 'cpu'], {
      message: 'The autoscaler looks at nothing.',
      consequence: 'Kubernetes would look at 80 % CPU instead.',
      fix: 'Give `cpu`, `memory` or `metrics`, or use `replicas`.',
    });
  }
}

function* checkKind({ spec, kind }: ServiceModel): Iterable<Finding> {
  if (kind === 'Deployment' && Object.keys(spec.volumeClaims ?? {}).length > 0) {
    yield error('volume-claims-of-deployment', ['kind'], {
      message: 'A Deployment has no volumes of its own.',
      consequence: 'The pods would not have the volumes that they mount.',
      fix: 'Remove `kind`, or mount an existing claim by `mounts`.',
    });
  }
}
