import { asList, groupBy, own, stableJson } from '../../../core/base';
import { gatewayGroup } from '../../../traefik/model';
import { namespaceOf } from '../read';
import type { GatewayScene } from './scene';

/** Writes a ReferenceGrant into each namespace to whose backends routes of another one lead. */
export function writeGrants(scene: GatewayScene): void {
  const wishes = scene.made.flatMap(({ object }) => {
    if (object.kind !== 'HTTPRoute' && object.kind !== 'GRPCRoute') return [];
    return asList(own(object['spec'], 'rules'))
      .flatMap((rule) => asList(own(rule, 'backendRefs')))
      .flatMap((ref) => {
        const namespace = own(ref, 'namespace');
        if (typeof namespace !== 'string') return [];
        const { group, kind } = { group: own(ref, 'group') ?? '', kind: own(ref, 'kind') ?? 'Service' };
        return [
          {
            kind: object.kind,
            from: namespaceOf(object),
            namespace,
            to: { group, kind, name: own(ref, 'name') },
          },
        ];
      });
  });
  for (const all of groupBy(wishes, ({ from, namespace }) => stableJson([from, namespace])).values()) {
    const [first] = all;
    if (!first) continue;
    const { from, namespace } = first;
    scene.made.push({
      file: `${encodeURIComponent(from)}.yaml`,
      object: {
        apiVersion: `${gatewayGroup}/v1beta1`,
        kind: 'ReferenceGrant',
        metadata: { name: `routes-of-${from}`, namespace },
        spec: {
          from: [...new Set(all.map((wish) => wish.kind))].map((kind) => ({
            group: gatewayGroup,
            kind,
            namespace: from,
          })),
          to: [...new Map(all.map(({ to }) => [stableJson(to), to])).values()],
        },
      },
    });
  }
}
