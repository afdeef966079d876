import { asList, own } from '../../../core/base';
import type { Service } from '../../../traefik/model';
import { findObject, namespaceOf, textAt } from '../read';
import type { GatewayRoutes, RouteName } from './scene';

/** The name of the ServersTransport that says what the BackendTLSPolicy of a Service does, as a service names it. */
export function transportOf(
  scene: GatewayRoutes,
  route: RouteName,
  { service, port }: NonNullable<Service['backend']>,
): string {
  const [namespace = '', name = ''] = service.split('/');
  const ports = asList(own(own(findObject(scene, 'Service', namespace, name), 'spec'), 'ports'));
  const portName = textAt(
    ports.find((one) => own(one, 'port') === port),
    'name',
  );
  const policy = scene.objects
    .filter(
      (object) =>
        object.kind === 'BackendTLSPolicy' &&
        namespaceOf(object) === namespace &&
        asList(own(object['spec'], 'targetRefs')).some(
          (ref) => own(ref, 'name') === name && ['', portName].includes(textAt(ref, 'sectionName')),
        ),
    )
    .toSorted((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1))[0];
  const validation = own(policy?.['spec'], 'validation');
  const rootCAs = asList(own(validation, 'caCertificateRefs')).map((ref) =>
    own(ref, 'kind') === 'Secret' ? { secret: own(ref, 'name') } : { configMap: own(ref, 'name') },
  );
  const spec = {
    serverName: textAt(validation, 'hostname'),
    ...(rootCAs.length > 0 && { rootCAs }),
  };
  const wanted = policy?.metadata.name ?? name;
  const made = scene.workshop.shared('ServersTransport', { namespace, name: route.name }, wanted, spec);
  return namespace === route.namespace ? made : `${namespace}-${made}@kubernetescrd`;
}

function ageOf({ metadata }: { readonly metadata: object & { readonly name: string } }): string {
  return `${textAt(metadata, 'creationTimestamp')} ${metadata.name}`;
}
