import type { ApiObjectData } from '../../core/manifest';
import { type Inventory, stringAt } from '../cluster';

/** The name of the Secret that a controller writes for an object of a kind. */
const writers: Readonly<Record<string, (object: ApiObjectData) => string | undefined>> = {
  Certificate: (object) => stringAt(object, 'spec', 'secretName'),
  ExternalSecret: (object) => stringAt(object, 'spec', 'target', 'name') ?? object.metadata.name,
  SealedSecret: (object) => object.metadata.name,
};

/** Secrets that controllers write for objects of a cluster, as `namespace/name`. */
export function writtenSecrets({ objects }: Inventory): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ object }) => {
      const name = writers[object.kind]?.(object);
      return name === undefined ? [] : [`${object.metadata.namespace}/${name}`];
    }),
  );
}
