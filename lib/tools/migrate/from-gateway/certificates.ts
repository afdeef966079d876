import { asList, own } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ApiObjectData } from '../../../core/manifest';
import { namespaceOf, textAt } from '../read';
import { type GatewayRoutes, isOfGatewayApi } from './scene';

/** A Secret that a listener names. */
interface ListenerSecret {
  readonly gateway: ApiObjectData;
  readonly at: FieldPath;
  readonly namespace: string;
  readonly name: string;
  readonly entryPoint: string | undefined;
}

/** The certificates of listeners, and which of them routes name. */
export class Certificates {
  private readonly secrets: readonly ListenerSecret[];
  private readonly named = new Set<ListenerSecret>();

  /** @param entryPointOf the entry point of a port */
  constructor(
    private readonly scene: GatewayRoutes,
    entryPointOf: (port: number) => string | undefined,
  ) {
    this.secrets = scene.given
      .map(({ object }) => object)
      .filter((object) => isOfGatewayApi(object) && object.kind === 'Gateway')
      .flatMap((gateway) =>
        asList(own(gateway['spec'], 'listeners')).flatMap((listener, index) => {
          const port = own(listener, 'port');
          const entryPoint = typeof port === 'number' ? entryPointOf(port) : undefined;
          return asList(own(own(listener, 'tls'), 'certificateRefs')).map((ref, number) => ({
            gateway,
            at: ['spec', 'listeners', index, 'tls', 'certificateRefs', number],
            namespace: textAt(ref, 'namespace') || namespaceOf(gateway),
            name: textAt(ref, 'name'),
            entryPoint,
          }));
        }),
      );
  }

  /** The TLS of the IngressRoute of a route on an entry point: with the Secret of its Gateway's listener, where that is in its namespace. */
  tlsOf(route: ApiObjectData | undefined, entryPoints: readonly string[]): object {
    if (!route) return {};
    const namespace = namespaceOf(route);
    const parents = new Set(
      asList(own(route['spec'], 'parentRefs')).map(
        (parent) => `${textAt(parent, 'namespace') || namespace}/${textAt(parent, 'name')}`,
      ),
    );
    const found = this.secrets.find(
      (secret) =>
        secret.namespace === namespace &&
        secret.entryPoint !== undefined &&
        entryPoints.includes(secret.entryPoint) &&
        parents.has(`${namespaceOf(secret.gateway)}/${secret.gateway.metadata.name}`),
    );
    if (!found) return {};
    this.named.add(found);
    return { secretName: found.name };
  }

  /** Writes a TLSStore with the certificates that no route names: Traefik reads one alone, which is named `default`. */
  writeStore(): void {
    const { scene } = this;
    const isNamed = ({ namespace, name }: ListenerSecret): boolean =>
      [...this.named].some((one) => one.namespace === namespace && one.name === name);
    const rest = this.secrets.filter((secret) => !isNamed(secret));
    const [first] = rest;
    if (!first) return;
    const { namespace } = first;
    const isTaken = scene.objects.some(({ kind }) => kind === 'TLSStore');
    const taken = isTaken ? [] : rest.filter((secret) => secret.namespace === namespace);
    for (const secret of rest) {
      const { gateway, at } = secret;
      const object = { kind: 'Gateway', namespace: namespaceOf(gateway), name: gateway.metadata.name };
      const isSaid = taken.includes(secret);
      scene.notes.add({ object, at, fate: isSaid ? 'changed' : 'lost', code: isSaid ? 'MG406' : 'MG209' });
    }
    if (taken.length === 0) return;
    const certificates = [...new Set(taken.map(({ name }) => name))].map((secretName) => ({ secretName }));
    const { name } = first.gateway.metadata;
    scene.workshop.add('TLSStore', { namespace, name }, 'default', { certificates });
  }
}
