import { isPlainMap } from '../../core/base';
import type { Finding } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import {
  type IngressRouteSpec,
  type IngressRouteTCPSpec,
  type IngressRouteUDPSpec,
  type TraefikKind,
  type TraefikServiceKinds,
  isTraefikKind,
  validateSpec,
} from '../api';
import { checkIngressRoute } from './ingress-route';
import { checkIngressRouteTCP } from './ingress-route-tcp';
import { checkIngressRouteUDP } from './ingress-route-udp';
import { checkTLSOptionName, checkTLSStoreName } from './names';
import { checkTraefikService } from './traefik-service';

/**
 * What is wrong with an object of one of Traefik's kinds by itself: what the API server or Traefik would refuse, drop,
 * ignore or take for something else. Fields are paths into the object. Other objects have nothing wrong.
 */
export function checkObject(object: ApiObjectData, traefikVersion?: string): readonly Finding[] {
  const { apiVersion, kind, spec } = object;
  if (!apiVersion.startsWith('traefik.io/') || !isTraefikKind(kind)) return [];
  const bySpec = validateSpec(kind, spec);
  // Values of a wrong type cannot be looked at further.
  const isTyped = isPlainMap(spec) && bySpec.every(({ rule }) => rule !== 'undecodable-value');
  return [
    ...[...bySpec, ...(isTyped ? checkSpec(kind, object, spec, traefikVersion) : [])].map((finding) => ({
      ...finding,
      field: ['spec', ...(finding.field ?? [])],
    })),
    ...checkName(kind, object.metadata.name),
  ];
}

function checkSpec(
  kind: TraefikKind,
  { metadata }: ApiObjectData,
  spec: object,
  traefikVersion: string | undefined,
): readonly Finding[] {
  switch (kind) {
    case 'IngressRoute':
      return fitsCrd<IngressRouteSpec>(spec) ? checkIngressRoute(spec, traefikVersion) : [];
    case 'IngressRouteTCP':
      return fitsCrd<IngressRouteTCPSpec>(spec) ? checkIngressRouteTCP(spec, traefikVersion) : [];
    case 'IngressRouteUDP':
      return fitsCrd<IngressRouteUDPSpec>(spec) ? checkIngressRouteUDP(spec) : [];
    case 'TraefikService':
      return fitsCrd<TraefikServiceKinds>(spec) ? checkTraefikService(metadata, spec) : [];
    default:
      return [];
  }
}

/** The schema has told that each value has its type; a test holds types and CRDs together. */
function fitsCrd<Spec extends object>(spec: object): spec is Partial<Spec> {
  return isPlainMap(spec);
}

function checkName(kind: TraefikKind, name: string): readonly Finding[] {
  if (kind === 'TLSOption') return checkTLSOptionName(name);
  return kind === 'TLSStore' ? checkTLSStoreName(name) : [];
}
