import { asList, isPlainMap, own } from '../../../../core/base';
import type { FieldPath } from '../../../../core/finding';
import type { Certificate } from '../../dynamic/configuration';
import type { ClusterObject } from '../cluster';
import { integer, text, textOr } from '../read';
import { certificatesOf } from './certificates';
import type { GatewayContext } from './context';
import { gatewayGroup } from './versions';
import { selectedNamespaces } from './namespaces';
import { type Condition, fault } from './status';

/** One listener of a Gateway, as far as Traefik can be it. */
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname: string | undefined;
  /** Undefined where it says nothing of TLS. */
  readonly tlsMode: string | undefined;
  /** Empty where no entry point has the port. */
  readonly entryPoint: string;
  /** Namespaces whose routes it takes. */
  readonly allowed: 'all' | readonly string[];
  readonly supportedKinds: readonly string[];
  /** What is wrong with it; it takes no route then. */
  readonly faults: readonly Condition[];
  /** Counted as routes are read. */
  attachedRoutes: number;
}

/** Reads the listeners of a Gateway, and takes over their certificates. */
export function loadListeners(context: GatewayContext, gateway: ClusterObject): readonly Listener[] {
  const certificates = new Map<string, Certificate>();
  const taken = new Set<string>();
  const listeners = asList(own(own(gateway.value, 'spec'), 'listeners')).map((value, index) => {
    const draft: Draft = {
      gateway,
      value,
      path: ['spec', 'listeners', index],
      protocol: text(own(value, 'protocol')),
      port: integer(own(value, 'port')),
      taken,
      certificates,
    };
    const hostname = own(value, 'hostname');
    const tls = own(value, 'tls');
    return {
      name: text(own(value, 'name')),
      port: draft.port,
      protocol: draft.protocol,
      hostname: typeof hostname === 'string' ? hostname : undefined,
      tlsMode: isPlainMap(tls) ? textOr(own(tls, 'mode'), 'Terminate') : undefined,
      attachedRoutes: 0,
      ...examine(context, draft),
    };
  });
  for (const [key, certificate] of certificates) context.configuration.certificates.set(key, certificate);
  return listeners;
}

interface Draft {
  readonly gateway: ClusterObject;
  readonly value: unknown;
  readonly path: FieldPath;
  readonly protocol: string;
  readonly port: number;
  /** Protocols, hostnames and ports of the listeners before it. */
  readonly taken: Set<string>;
  readonly certificates: Map<string, Certificate>;
}

type Examined = Pick<Listener, 'entryPoint' | 'allowed' | 'supportedKinds' | 'faults'>;

/** What Traefik finds in the order in which it looks: it stops at the first thing that is wrong. */
function examine(context: GatewayContext, draft: Draft): Examined {
  const { path, protocol, port, value } = draft;
  const nothing = { entryPoint: '', allowed: [], supportedKinds: [] };
  const kinds = kindsOfProtocol(context, protocol);
  const unsupported = unsupportedProtocol(context, draft);
  const isFirst = context.version.has('gateway-conditions');
  if (!kinds && isFirst) return { ...nothing, faults: [unsupported] };
  const entryPoint = entryPointOf(context, port, protocol);
  if (entryPoint === undefined) {
    const message = `Cannot find entryPoint for Gateway: no matching entryPoint for port ${port} and protocol "${protocol}"`;
    return { ...nothing, faults: [fault('Accepted', 'PortUnavailable', message, [...path, 'port'])] };
  }
  const allowed = allowedNamespaces(context, draft);
  if (!kinds) return { ...nothing, entryPoint, allowed, faults: [unsupported] };
  const { supportedKinds, faults } = allowedKinds(draft, kinds);
  const found = { entryPoint, allowed, supportedKinds };
  if (faults.length > 0) return { ...found, faults };
  const key = `${protocol}|${text(own(value, 'hostname'))}|${port}`;
  if (draft.taken.has(key)) {
    const message = 'A listener with same protocol, port and hostname already exists';
    return { ...found, faults: [fault('Conflicted', 'DuplicateListener', message, path)] };
  }
  draft.taken.add(key);
  return { ...found, faults: tlsFaults(context, draft) };
}

/** The kinds of routes that a listener of a protocol can take; undefined where there is none. */
function kindsOfProtocol({ options }: GatewayContext, protocol: string): readonly string[] | undefined {
  switch (protocol) {
    case 'HTTP':
    case 'HTTPS':
      return ['HTTPRoute', 'GRPCRoute'];
    case 'TLS':
      return ['TLSRoute'];
    case 'TCP':
      return options.experimentalChannel === true ? ['TCPRoute'] : undefined;
    default:
      return undefined;
  }
}

function unsupportedProtocol({ version }: GatewayContext, { protocol, path }: Draft): Condition {
  const place = [...path, 'protocol'];
  if (protocol === 'TCP') {
    const message = `Protocol "TCP" requires the experimental channel support to be enabled, please use the \`experimentalChannel\` option`;
    return fault('Conflicted', 'ProtocolConflict', message, place);
  }
  const type = version.has('gateway-conditions') ? 'Accepted' : 'Conflicted';
  return fault(type, 'UnsupportedProtocol', `Unsupported listener protocol "${protocol}"`, place);
}

/** The entry point of a port. Of several Traefik takes one by chance: here it is the first. */
function entryPointOf({ statics }: GatewayContext, port: number, protocol: string): string | undefined {
  const found = [...statics.entryPoints.values()].find(
    (entryPoint) =>
      entryPoint.port === port && !(protocol === 'HTTP' && entryPoint.file.http?.tls !== undefined),
  );
  return found?.name;
}

function allowedNamespaces(context: GatewayContext, { gateway, value }: Draft): Listener['allowed'] {
  const namespaces = own(own(value, 'allowedRoutes'), 'namespaces');
  switch (textOr(own(namespaces, 'from'), 'Same')) {
    case 'All':
      return 'all';
    case 'Selector':
      return selectedNamespaces(context.view, own(namespaces, 'selector'));
    default:
      return [gateway.namespace];
  }
}

function allowedKinds(
  { value, protocol, path }: Draft,
  kinds: readonly string[],
): { readonly supportedKinds: readonly string[]; readonly faults: readonly Condition[] } {
  const asked = asList(own(own(value, 'allowedRoutes'), 'kinds'));
  if (asked.length === 0) return { supportedKinds: kinds, faults: [] };
  const supported = new Set<string>();
  const faults: Condition[] = [];
  for (const [index, item] of asked.entries()) {
    const [group, kind] = [textOr(own(item, 'group'), gatewayGroup), text(own(item, 'kind'))];
    if (group === gatewayGroup && kinds.includes(kind)) supported.add(kind);
    else {
      const message = `Listener protocol "${protocol}" does not support RouteGroupKind ${group}/${kind}`;
      const place = [...path, 'allowedRoutes', 'kinds', index];
      faults.push(fault('ResolvedRefs', 'InvalidRouteKinds', message, place));
    }
  }
  return { supportedKinds: [...supported], faults };
}

function tlsFaults(context: GatewayContext, draft: Draft): readonly Condition[] {
  const { gateway, value, path, protocol, port, certificates } = draft;
  const tls = own(value, 'tls');
  const place = [...path, 'tls'];
  const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
  if (!isPlainMap(tls)) {
    if (!isEncrypted) return [];
    const message = `No TLS configuration for Gateway Listener ${text(own(value, 'name'))}:${port} and protocol "${protocol}"`;
    return [fault('Accepted', 'InvalidTLSConfiguration', message, path)];
  }
  if (!isEncrypted) {
    const message = 'TLS configuration must no be defined when using HTTP or TCP protocol';
    return [fault('Accepted', 'InvalidTLSConfiguration', message, place)];
  }
  if (textOr(own(tls, 'mode'), 'Terminate') === 'Passthrough') {
    if (protocol === 'TLS') return [];
    const message = 'HTTPS protocol is not supported with TLS mode Passthrough';
    return [fault('Accepted', 'UnsupportedProtocol', message, [...place, 'mode'])];
  }
  const references = asList(own(tls, 'certificateRefs'));
  if (references.length === 0) {
    const message = 'One TLS CertificateRef is required in Terminate mode';
    return [fault('ResolvedRefs', 'InvalidCertificateRef', message, place)];
  }
  const refs = [...place, 'certificateRefs'];
  const { found, faults } = certificatesOf(context, gateway, references, refs);
  if (faults.length > 0) return [...faults, fault('Programmed', 'Invalid', 'Invalid CertificateRefs', refs)];
  for (const [key, certificate] of found) certificates.set(key, certificate);
  return [];
}
