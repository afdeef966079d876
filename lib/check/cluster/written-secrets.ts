import type { ApiObjectData } from '../../core/manifest';
import type { Inventory } from './inventory';
import { stringAt } from './walk';

/** The name of the Secret that a controller writes for an object of a kind. */
const writers: Readonly<Record<string, (object: ApiObjectData) => string | undefined>> = {
  Certificate: (object) => stringAt(object, 'spec', 'secretName'),
  ExternalSecret: (object) => stringAt(object, 'spec', 'target', 'name') ?? object.metadata.name,
  SealedSecret: (object) => object.metadata.name,
};

/** The name of the Secret that a controller writes beside an object, for it; undefined for other kinds of objects. */
export function writtenSecret(object: ApiObjectData): string | undefined {
  return Object.hasOwn(writers, object.kind) ? writers[object.kind]?.(object) : undefined;
}

/** Secrets that controllers write for objects of a cluster, as `namespace/name`. */
export function writtenSecrets({ objects }: Inventory): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ object }) => {
      const name = writtenSecret(object);
      return name === undefined ? [] : [`${object.metadata.namespace}/${name}`];
    }),
  );
}
