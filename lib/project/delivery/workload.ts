import { podOf } from '../../core/kubernetes';
import { type ApiObjectData, groupOf } from '../../core/manifest';

/** Whether an object runs pods: those of Kubernetes' own kinds, and a Rollout, which stands in place of a Deployment. */
export function isWorkload(object: ApiObjectData): boolean {
  return (
    podOf(object) !== undefined || (object.kind === 'Rollout' && groupOf(object.apiVersion) === 'argoproj.io')
  );
}
