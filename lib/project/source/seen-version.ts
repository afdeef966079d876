import { placesAt } from '../../check/cluster';
import { type ReadObject, formatIdentity, identityOf } from '../../core/manifest';
import { isVersion, readVersion } from '../../traefik/version';

/** A release of Traefik, and the workload whose image says so. */
export interface SeenVersion {
  readonly version: string;
  readonly by: string;
}

const workloads: ReadonlySet<string> = new Set(['Deployment', 'DaemonSet', 'StatefulSet']);
const image = /(?:^|\/)traefik:(v?3\.\d+(?:\.\d+)?)(?:@|$)/;

/** The release of the Traefik among the objects; undefined where there is none, or where there are several. */
export function seenVersion(objects: readonly ReadObject[]): SeenVersion | undefined {
  const seen = objects
    .filter(({ object }) => workloads.has(object.kind))
    .flatMap(({ object }) =>
      placesAt(object, ['spec', 'template', 'spec', 'containers', '*', 'image']).flatMap(({ value }) => {
        const tag = image.exec(String(value))?.[1];
        return isVersion(tag)
          ? [{ version: readVersion(tag).text, by: formatIdentity(identityOf(object)) }]
          : [];
      }),
    );
  return new Set(seen.map(({ version }) => version)).size === 1 ? seen[0] : undefined;
}
