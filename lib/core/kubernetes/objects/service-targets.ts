import { isIPv4, isIPv6 } from 'node:net';
import type { Finding } from '../../finding';
import { type ApiObjectData, isDnsSubdomain } from '../../manifest';
import { fault } from './fault';
import { each, itemsOf, textAt } from './fields';
import { specOf } from './pods';

/** Services and EndpointSlices whose targets the API server does not take, and Services without a port. */
export function* serviceTargets(object: ApiObjectData): Iterable<Finding> {
  const service = specOf(object, 'v1 Service');
  if (service) {
    if (textAt(service, 'type') === 'ExternalName') yield* externalName(textAt(service, 'externalName'));
    else if (each(service, 'ports').length === 0 && textAt(service, 'clusterIP') !== 'None') yield noPorts;
  }
  if (object.apiVersion === 'discovery.k8s.io/v1' && object.kind === 'EndpointSlice')
    yield* addresses(object);
}

const noPorts = fault('service-without-port', ['spec', 'ports'], {
  message: 'The Service has no port.',
  consequence: 'The API server refuses the Service.',
  fix: 'Write ports: { http: 80 }.',
});

function* externalName(name: string | undefined): Iterable<Finding> {
  // A dot at the end says that nothing is to be put behind the name.
  if (name === undefined || isDnsSubdomain(name.replace(/\.$/, ''))) return;
  yield fault('invalid-external-name', ['spec', 'externalName'], {
    message: `"${name}" is no DNS name.`,
    consequence: 'The API server refuses the Service.',
    fix: 'Write a name such as payments.example.com, without scheme, port or path.',
  });
}

function* addresses(slice: ApiObjectData): Iterable<Finding> {
  const type = textAt({ value: slice, field: [] }, 'addressType');
  const isOfType = type === 'IPv4' ? isIPv4 : type === 'IPv6' ? isIPv6 : undefined;
  if (!isOfType) return;
  for (const endpoint of each({ value: slice, field: [] }, 'endpoints')) {
    for (const [index, address] of itemsOf(endpoint.value, 'addresses').entries()) {
      if (typeof address !== 'string' || isOfType(address)) continue;
      yield fault('invalid-address', [...endpoint.field, 'addresses', index], {
        message: isIPv6(address)
          ? 'There are addresses of IPv4 and of IPv6, and an EndpointSlice has one kind.'
          : `"${address}" is no address.`,
        consequence: 'The API server refuses the EndpointSlice.',
        fix: 'Write addresses such as 192.0.2.1, all of one kind; for a name there is externalName.',
      });
    }
  }
}
