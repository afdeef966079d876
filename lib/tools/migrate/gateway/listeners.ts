import { groupBy, own } from '../../../core/base';
import type { ReadObject } from '../../../core/manifest';
import { gatewayApi } from '../from-gateway';
import { findObject, namespaceOf } from '../read';
import { type GatewayScene, type RouteDraft, type Stand, freeName } from './scene';

/** The Gateway of the routes of a namespace. */
export interface NamespaceGateway {
  readonly name: string;
  /** The section of a stand; undefined where there can be none. */
  readonly sectionOf: (stand: Stand) => string | undefined;
}

/** Writes the Gateway for the routes of a namespace: a listener for each entry point that they stand on. */
export function writeGateway(
  scene: GatewayScene,
  namespace: string,
  drafts: readonly RouteDraft[],
  {
    portOf,
    className,
  }: { readonly portOf: (entryPoint: string) => number | undefined; readonly className: string },
): NamespaceGateway {
  const byEntryPoint = groupBy(
    drafts.flatMap((draft) => draft.stands.map((stand) => ({ draft, stand }))),
    ({ stand }) => stand.entryPoint,
  );
  const sections = new Map<string, string>();
  const listeners = [...byEntryPoint].flatMap(([entryPoint, all]) => {
    const port = portOf(entryPoint);
    if (port === undefined) return [];
    const plain = all.filter(({ stand }) => !stand.isTls);
    const secrets = [
      ...new Set(all.filter(({ stand }) => stand.isTls).flatMap(({ draft }) => secretOf(draft.source) ?? [])),
    ];
    const add = (name: string, isTls: boolean, listener: object): object => {
      sections.set(keyOf({ entryPoint, isTls }), name);
      return { name, port, ...listener };
    };
    const encrypted = plain.length > 0 ? `${entryPoint}-tls` : entryPoint;
    return [
      ...(plain.length > 0 ? [add(entryPoint, false, { protocol: 'HTTP' })] : []),
      ...(secrets.length > 0
        ? [
            add(encrypted, true, {
              protocol: 'HTTPS',
              tls: { certificateRefs: secrets.map((name) => ({ name })) },
            }),
          ]
        : []),
    ];
  });
  const name = freeName(scene, 'Gateway', namespace, 'traefik');
  if (listeners.length > 0) {
    scene.made.push({
      file: `${encodeURIComponent(namespace)}.yaml`,
      object: {
        apiVersion: gatewayApi,
        kind: 'Gateway',
        metadata: { name, namespace },
        spec: { gatewayClassName: className, listeners },
      },
    });
  }
  return { name, sectionOf: (stand) => sections.get(keyOf(stand)) };
}

function keyOf({ entryPoint, isTls }: Stand): string {
  return `${entryPoint} ${isTls}`;
}

/** The Secret of the certificate that an IngressRoute names. */
function secretOf({ object }: ReadObject): string | undefined {
  const name = own(own(object['spec'], 'tls'), 'secretName');
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The Secrets that IngressRoutes name and that are not among the objects. */
export function missingSecrets(
  scene: Pick<GatewayScene, 'objects'>,
  sources: readonly ReadObject[],
): readonly { readonly source: ReadObject; readonly namespace: string; readonly name: string }[] {
  return sources.flatMap((source) => {
    const name = secretOf(source);
    const namespace = namespaceOf(source.object);
    return name === undefined || findObject(scene, 'Secret', namespace, name)
      ? []
      : [{ source, namespace, name }];
  });
}
