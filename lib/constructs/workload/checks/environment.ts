import type { Finding } from '../../../core/finding';
import type { PodModel } from '../model';
import { error } from './finding';

/** What stands in `env` wins over ConfigMaps, and a later source over an earlier one; nobody sees that in a manifest. */
export function* checkEnvironment({ spec }: PodModel): Iterable<Finding> {
  const places = new Map(Object.keys(spec.env ?? {}).map((name) => [name, 'env']));
  for (const owner of ['secrets', 'config'] as const) {
    for (const name of Object.keys(spec[owner]?.env ?? {})) {
      const other = places.get(name);
      if (other === undefined) {
        places.set(name, `${owner}.env`);
        continue;
      }
      yield error('duplicate-variable', [owner, 'env', name], {
        message: `${name} is set in ${owner}.env and in ${other}.`,
        consequence: `The container gets the value of ${other}.`,
        fix: 'Remove one of them.',
      });
    }
  }
}
