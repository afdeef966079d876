import { valueAt } from '../../../core/base';
import { nearest } from '../../../core/base';
import { placesAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';

/** Middlewares of plugins that the Traefik in front does not load. */
export const unknownPlugin: ObjectCheck = (inventory) => {
  const { traefik } = inventory.facts;
  if (traefik?.configuration === undefined && traefik?.isOfChart !== true) return [];
  const experimental = valueAt(traefik.configuration, 'experimental');
  const loaded = ['plugins', 'localPlugins'].flatMap((key) =>
    Object.keys(Object(valueAt(experimental, key))),
  );
  return inventory.ofGroup('traefik.io').flatMap((placed): readonly ObjectFinding[] => {
    if (placed.object.kind !== 'Middleware') return [];
    return placesAt(placed.object, ['spec', 'plugin', '*']).flatMap(({ path }): ObjectFinding[] => {
      const name = String(path.at(-1));
      if (loaded.includes(name)) return [];
      const near = nearest(name, new Set(loaded));
      return [
        {
          placed,
          rule: 'no-middleware-kind',
          message: `This Traefik loads no plugin "${name}".`,
          fix:
            near === undefined
              ? 'Load it under experimental.plugins of the static configuration.'
              : `Did you mean "${near}"?`,
          field: path,
        },
      ];
    });
  });
};
