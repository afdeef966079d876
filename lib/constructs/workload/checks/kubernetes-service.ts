import { isIPv4, isIPv6 } from 'node:net';
import type { Finding } from '../../../core/finding';
import { isDnsSubdomain } from '../../construct';
import type { ServicePort } from '../ports';
import type { KubernetesServiceSpec } from '../spec';
import { error, warning } from './finding';
import { checkLabels } from './names';
import { checkEachPort } from './ports';

const targets = ['externalName', 'selector', 'addresses'] as const;

/** Everything that is wrong with a Service that stands by itself. */
export function* checkKubernetesService(
  spec: KubernetesServiceSpec & { readonly name: string },
  ports: ReadonlyMap<string, ServicePort>,
): Iterable<Finding> {
  yield* checkTarget(spec);
  yield* checkEachPort([...ports.values()]);
  yield* checkLabels(['labels'], spec.labels);
  if (spec.externalName === undefined) {
    if (ports.size === 0 && !spec.headless) yield noPorts;
    return;
  }
  if (!isDnsSubdomain(spec.externalName) || isIPv4(spec.externalName)) {
    yield error('invalid-external-name', ['externalName'], {
      message: `"${spec.externalName}" is no DNS name.`,
      consequence: 'The API server refuses the Service, or DNS answers nothing.',
      fix: 'Write a name such as payments.example.com, without scheme, port or path; for an address there is `addresses: [192.0.2.1]`.',
    });
  }
  if (ports.size > 0) return;
  yield warning('external-name-without-port', [], {
    message: 'The ExternalName Service says no port.',
    consequence: 'Each route to it has to name one by number; without it Traefik drops the route.',
    fix: 'Write ports: { https: 443 }.',
  });
}

const noPorts = error('service-without-port', [], {
  message: 'The Service has no port.',
  consequence: 'The API server refuses the Service.',
  fix: 'Write ports: { http: 80 }.',
});

function* checkTarget(spec: KubernetesServiceSpec & { readonly name: string }): Iterable<Finding> {
  const given = targets.filter((target) => spec[target] !== undefined);
  if (given.length !== 1) {
    yield error('not-one-service-target', given.length > 1 ? [given[1] ?? ''] : [], {
      message:
        given.length === 0
          ? `The Service "${spec.name}" leads nowhere.`
          : `The Service "${spec.name}" leads to ${given.join(' and ')}.`,
      consequence: 'Requests get 503, or only one of them is taken.',
      fix: 'Give exactly one of externalName: payments.example.com, selector: { app: payments } and addresses: [192.0.2.1].',
    });
  }
  const addresses = spec.addresses ?? [];
  const wrong = addresses.findIndex((address) => !isIPv4(address) && !isIPv6(address));
  if (wrong >= 0 || (addresses.some((address) => isIPv4(address)) && addresses.some(isIPv6))) {
    yield error('invalid-address', ['addresses', Math.max(wrong, 0)], {
      message:
        wrong >= 0
          ? `"${addresses[wrong]}" is no address.`
          : 'There are addresses of IPv4 and of IPv6, and an EndpointSlice has one kind.',
      consequence: 'The API server refuses the EndpointSlice.',
      fix: 'Write addresses such as 192.0.2.1, all of one kind; for a name there is externalName.',
    });
  }
  if (spec.externalName !== undefined && (spec.type !== undefined || spec.headless)) {
    yield error('option-of-other-service-type', [spec.type === undefined ? 'headless' : 'type'], {
      message: 'A Service with externalName is of type ExternalName, and of no other.',
      consequence: 'The API server refuses the Service.',
      fix: 'Remove it.',
    });
  }
}
