import type { ComposeService } from '../../project/compose';

/** How many containers of a service run at once. */
export function replicasOf({ scale, deploy }: ComposeService = {}): number {
  return scale ?? deploy?.replicas ?? 1;
}
