import type { ApiObjectData } from '../../../lib/core/manifest';
import { gatewayApi, namespaces, object } from './object';

/** What does not change from set to set: classes, Services with their servers, Secrets, and what routes refer to. */
export function standingOfGateways(certificate: {
  readonly certificate: string;
  readonly key: string;
}): ApiObjectData[] {
  const tls = { 'tls.crt': certificate.certificate, 'tls.key': certificate.key };
  return [
    gatewayClass('traefik', 'traefik.io/gateway-controller', { team: 'a' }),
    gatewayClass('unlabelled', 'traefik.io/gateway-controller'),
    gatewayClass('other', 'example.com/other'),
    ...namespaces.flatMap((namespace) => {
      const put = (kind: string, name: string, rest: object, more: object = {}): ApiObjectData =>
        object('v1', kind, { name, namespace, ...more }, rest);
      const service = (
        name: string,
        ports: readonly object[],
        more: object = {},
        annotations = {},
      ): ApiObjectData => put('Service', name, { spec: { ports, ...more } }, { annotations });
      return [
        service('plain', [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'alt', port: 81, targetPort: 8080 },
        ]),
        service('other', [{ port: 8080 }]),
        // Nobody listens at addresses of Services, which is seen of HTTP alone.
        service('empty', [{ name: 'http', port: 80 }], {}, { 'traefik.io/service.nativelb': 'false' }),
        service(
          'stream',
          [
            { name: 'tcp', port: 70 },
            { name: 'udp', port: 71, protocol: 'UDP' },
          ],
          {},
          { 'traefik.io/service.nativelb': 'false' },
        ),
        service('spoken', [
          { name: 'h2c', port: 80, targetPort: 8080, appProtocol: 'kubernetes.io/h2c' },
          { name: 'ws', port: 81, targetPort: 8080, appProtocol: 'kubernetes.io/ws' },
          { name: 'odd', port: 82, targetPort: 8080, appProtocol: 'example.com/odd' },
          { name: 'https', port: 443, targetPort: 8443 },
        ]),
        service('native', [{ port: 80 }], {}, { 'traefik.io/service.nativelb': 'true' }),
        service('wrong', [{ port: 80 }], {}, { 'traefik.io/service.sticky': 'true' }),
        service('headless', [{ port: 80 }], { clusterIP: 'None' }),
        service('named', [{ port: 80 }], { type: 'ExternalName', externalName: 'x.test' }),
        put('Secret', 'cert', { type: 'kubernetes.io/tls', stringData: tls }),
        put('Secret', 'broken', { stringData: { 'tls.crt': 'x', 'tls.key': 'y' } }),
        put('Secret', 'half', { stringData: { 'tls.crt': certificate.certificate } }),
        put('Secret', 'ca', { stringData: { 'ca.crt': certificate.certificate } }),
        put('ConfigMap', 'ca', { data: { 'ca.crt': certificate.certificate } }),
        put('ConfigMap', 'none', { data: { 'other.crt': 'x' } }),
        object(
          'traefik.io/v1alpha1',
          'Middleware',
          { name: 'pre.fix', namespace },
          {
            spec: { addPrefix: { prefix: '/pre' } },
          },
        ),
        object(
          'traefik.io/v1alpha1',
          'TraefikService',
          { name: 'ts', namespace },
          {
            spec: { weighted: { services: [{ name: 'plain', port: 80 }] } },
          },
        ),
      ];
    }),
  ];
}

function gatewayClass(name: string, controllerName: string, labels: object = {}): ApiObjectData {
  return object(`${gatewayApi}/v1`, 'GatewayClass', { name, labels }, { spec: { controllerName } });
}
