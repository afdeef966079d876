import { isIPv4, isIPv6 } from 'node:net';
import { type ApiObjectData, isDnsSubdomain } from '../../manifest';
import type { Tell } from './fault';
import { each, itemsOf, rootOf, textAt } from './fields';
import { specOf } from './pods';

/** Services whose targets the API server does not take, and those without a port. */
export function serviceTargets(object: ApiObjectData, tell: Tell): void {
  const service = specOf(object);
  if (textAt(service, 'type') === 'ExternalName') externalName(textAt(service, 'externalName'), tell);
  else if (each(service, 'ports').length === 0 && textAt(service, 'clusterIP') !== 'None') {
    tell('service-without-port', ['spec', 'ports'], {
      message: 'The Service has no port.',
      consequence: 'The API server refuses the Service.',
      fix: 'Write ports: { http: 80 }.',
    });
  }
}

function externalName(name: string | undefined, tell: Tell): void {
  // A dot at the end says that nothing is to be put behind the name.
  if (name === undefined || isDnsSubdomain(name.replace(/\.$/, ''))) return;
  tell('invalid-external-name', ['spec', 'externalName'], {
    message: `"${name}" is no DNS name.`,
    consequence: 'The API server refuses the Service.',
    fix: 'Write a name such as payments.example.com, without scheme, port or path.',
  });
}

/** Addresses of EndpointSlices that the API server does not take. */
export function endpointAddresses(object: ApiObjectData, tell: Tell): void {
  const slice = rootOf(object);
  const type = textAt(slice, 'addressType');
  const isOfType = type === 'IPv4' ? isIPv4 : type === 'IPv6' ? isIPv6 : undefined;
  if (!isOfType) return;
  for (const endpoint of each(slice, 'endpoints')) {
    for (const [index, address] of itemsOf(endpoint.value, 'addresses').entries()) {
      if (typeof address !== 'string' || isOfType(address)) continue;
      tell('invalid-address', [...endpoint.field, 'addresses', index], {
        message: isIPv6(address)
          ? 'There are addresses of IPv4 and of IPv6, and an EndpointSlice has one kind.'
          : `"${address}" is no address.`,
        consequence: 'The API server refuses the EndpointSlice.',
        fix: 'Write addresses such as 192.0.2.1, all of one kind; for a name there is externalName.',
      });
    }
  }
}
