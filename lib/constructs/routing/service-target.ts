import { type ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { FieldPath, Finding } from '../../core/finding';
import { GoService } from '../workload';
import type { Referrer } from './referrer';
import {
  type Protocol,
  type SelectablePort,
  type Selection,
  portsOfService,
  schemeToWrite,
  selectPort,
} from './service-port';
import { notAService, portMissing, traefikServiceOutsideHttp } from './service-target-findings';
import { apiObjectOf, isObjectOfKind } from './target';

/**
 * A service by itself: a GoService, a TraefikService, a cdk8s-plus-28 Service, any ApiObject of these kinds, or
 * a name. `api@internal` and other names with a provider are TraefikServices.
 */
export type ServiceTarget = Construct | string;

/** A service by name, as a manifest has it. */
export interface NamedService {
  readonly name: string;
  readonly namespace?: string;
  readonly kind?: 'Service' | 'TraefikService';
}

/** How a route uses a service: port and scheme follow from the service where they are left out. */
export interface ServiceUse {
  readonly protocol: Protocol;
  readonly port: number | string | undefined;
  readonly scheme?: 'http' | 'https' | 'h2c';
  /** Where it stands in the props of the referrer. */
  readonly field: FieldPath;
}

/** A service as a manifest refers to it. */
export interface ResolvedTarget extends NamedService {
  readonly port?: number | string;
  readonly scheme?: 'http' | 'https' | 'h2c';
}

/** Spells the reference to a service and finds its port and scheme. */
export function resolveTarget(
  referrer: Referrer,
  target: ServiceTarget | NamedService,
  use: ServiceUse,
): ResolvedTarget {
  if (target instanceof GoService) return resolveGoService(referrer, target, use);
  if (typeof target === 'string') return resolveName(referrer, { name: target }, use);
  if (!Construct.isConstruct(target)) return resolveName(referrer, target, use);
  const object = apiObjectOf(target);
  if (object?.kind === 'Service' && object.apiVersion === 'v1') return resolveService(referrer, object, use);
  if (object && isObjectOfKind(object, 'TraefikService')) {
    const { name, metadata } = object;
    return resolveName(referrer, { kind: 'TraefikService', name, namespace: metadata.namespace }, use);
  }
  referrer.report(notAService(target, object, use.field));
  return { name: object?.name ?? target.node.id, ...written(use) };
}

function resolveGoService(referrer: Referrer, service: GoService, use: ServiceUse): ResolvedTarget {
  const { name, namespace } = service;
  const reference = referrer.refer('Service', { name, namespace }, use.field);
  const offered = service.service ? [...service.ports.values()].filter(({ inService }) => inService) : [];
  const selection = selectPort(name, offered, use.port, use.protocol);
  for (const finding of findingsOf(selection, use)) referrer.report(finding);
  const { port } = selection;
  if (!port) return { ...reference, ...written(use) };
  service.routePort(port.name);
  const scheme = schemeOf(port, use);
  return { ...reference, port: use.port ?? port.name, ...(scheme && { scheme }) };
}

/** A Service of cdk8s may get its ports later, so they are looked at when the tree stands. */
function resolveService(referrer: Referrer, object: ApiObject, use: ServiceUse): ResolvedTarget {
  const { name, metadata } = object;
  const reference = referrer.refer('Service', { name, namespace: metadata.namespace }, use.field);
  const select = (): Selection => {
    const ports = portsOfService(object);
    if (ports) return selectPort(name, ports, use.port, use.protocol);
    return use.port === undefined ? { problem: portMissing(name, use.field) } : {};
  };
  referrer.checkAtSynth(() => findingsOf(select(), use));
  const port = use.port ?? Lazy.any({ produce: () => select().port?.name ?? select().port?.port });
  const scheme = Lazy.any({ produce: () => schemeOf(select().port, use) });
  return { ...reference, port, ...(use.protocol === 'http' && { scheme }) };
}

function resolveName(
  referrer: Referrer,
  { kind: declared, name, namespace }: NamedService,
  use: ServiceUse,
): ResolvedTarget {
  const { protocol, field } = use;
  const ofProvider = name.includes('@');
  const kind = declared ?? (ofProvider ? 'TraefikService' : 'Service');
  const reference = referrer.refer(kind, { name, namespace }, field);
  if (protocol !== 'http') {
    if (kind === 'TraefikService') referrer.report(traefikServiceOutsideHttp(name, protocol, field));
    return { ...reference, ...written(use) };
  }
  return { ...((declared ?? ofProvider) && { kind }), ...reference, ...written(use) };
}

/** What the user wrote of port and scheme. */
function written({ port, scheme }: ServiceUse): Pick<ResolvedTarget, 'port' | 'scheme'> {
  return { ...(port !== undefined && { port }), ...(scheme && { scheme }) };
}

function schemeOf(
  port: SelectablePort | undefined,
  { protocol, scheme }: ServiceUse,
): SelectablePort['scheme'] {
  if (protocol !== 'http') return undefined;
  return scheme ?? (port && schemeToWrite(port));
}

function findingsOf({ problem }: Selection, { port, field }: ServiceUse): readonly Finding[] {
  return problem ? [{ ...problem, field: port === undefined ? field : [...field, 'port'] }] : [];
}
