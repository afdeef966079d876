import type { Backend, Share } from '../../request';
import type { Service, WeightedChild } from '../dynamic/configuration';
import { providerOf, resolveName } from '../dynamic/names';

/** Where requests to a service end up. */
export interface Spread {
  /** Kubernetes Services with their parts, those without any server too. */
  readonly shares: readonly Share[];
  /** The part for which there is no server: it is answered with 503, or its connection closed. */
  readonly unavailable: number;
  /** The parts that Traefik itself answers in place of backends that are not to be had, by status. */
  readonly stubs: ReadonlyMap<number, number>;
  /** Ports of Kubernetes Services behind which there is no server. */
  readonly vacant: readonly Backend[];
  readonly notes: readonly string[];
}

/** A service of any protocol: the kinds that TCP and UDP lack are absent there. */
type AnyService = Omit<Service, 'loadBalancer'> & {
  readonly loadBalancer?: {
    readonly servers?: readonly AnyServer[];
  };
};

interface AnyServer {
  readonly fenced?: boolean;
  readonly weight?: number;
  readonly backend?: Backend;
}

type Services = ReadonlyMap<string, { readonly config: AnyService }>;

/** Spreads requests over the tree of a service. It was built, so it has no cycles and lacks nothing. */
export function spread(services: Services, name: string): Spread {
  const shares = new Map<string, Share>();
  const notes = new Set<string>();
  const vacant: Backend[] = [];
  const stubs = new Map<number, number>();
  let unavailable = 0;
  // Shared children make trees that are exponentially large when walked; each service is walked once instead.
  for (const [service, share] of sharesOfServices(services, name, notes)) {
    const config = services.get(service)?.config;
    if (service.endsWith('@internal')) {
      notes.add(`chance decides: ${percent(share)} of requests are answered by ${service}`);
      continue;
    }
    if (config?.stub) {
      const { status } = config.stub;
      stubs.set(status, (stubs.get(status) ?? 0) + share);
      continue;
    }
    if (!config || !isLeaf(config)) continue;
    const backends = backendsOf(config);
    if (backends.length === 0 || !hasServer(config)) unavailable += share;
    for (const { part, ...backend } of backends) {
      if (!hasServer(config)) vacant.push(backend);
      const key = `${backend.scheme}://${backend.service}:${backend.port}`;
      shares.set(key, { ...backend, share: (shares.get(key)?.share ?? 0) + share * part });
    }
  }
  return { shares: [...shares.values()].map(rounded), unavailable, stubs, vacant, notes: [...notes] };
}

/** The part of requests that each service of a tree gets, in an order in which parents come before children. */
function sharesOfServices(services: Services, root: string, notes: Set<string>): ReadonlyMap<string, number> {
  const order: string[] = [];
  const seen = new Set<string>();
  const open: { name: string; isDone: boolean }[] = [{ name: root, isDone: false }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.isDone) order.push(next.name);
    else if (!seen.has(next.name)) {
      seen.add(next.name);
      open.push({ name: next.name, isDone: true });
      for (const { name } of childrenOf(services, next.name)) open.push({ name, isDone: false });
    }
  }
  const parts = new Map<string, number>([[root, 1]]);
  for (const name of order.toReversed()) {
    const part = parts.get(name) ?? 0;
    for (const child of childrenOf(services, name, notes)) {
      parts.set(child.name, (parts.get(child.name) ?? 0) + part * child.part);
    }
  }
  return parts;
}

interface Child {
  readonly name: string;
  readonly part: number;
}

function childrenOf(services: Services, name: string, notes?: Set<string>): readonly Child[] {
  const config: AnyService = services.get(name)?.config ?? {};
  const qualified = (child = ''): string => resolveName(providerOf(name), child);
  const weighted = config.weighted ?? config.highestRandomWeight;
  if (weighted) return weightedChildren(weighted.services, qualified);
  if (config.mirroring) {
    const { service, mirrors = [] } = config.mirroring;
    for (const { name: mirror, percent = 0 } of mirrors) {
      if (percent > 0) notes?.add(`mirroring: ${percent} % of requests are copied to ${qualified(mirror)}`);
    }
    return [{ name: qualified(service), part: 1 }];
  }
  if (config.failover) {
    const { service, fallback, errors } = config.failover;
    const status = errors?.status ?? [];
    const when = status.length > 0 ? `answers ${status.join(', ')}` : 'is down';
    notes?.add(`failover: ${qualified(fallback)} takes over when ${qualified(service)} ${when}`);
    return [{ name: qualified(service), part: 1 }];
  }
  return [];
}

/** Children of weight 0 or less take nothing. */
function weightedChildren(
  children: readonly WeightedChild[] = [],
  qualified: (name?: string) => string,
): readonly Child[] {
  const weights = children.map(({ weight = 1 }) => Math.max(weight, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  return children.flatMap(({ name }, index) => {
    const weight = weights[index] ?? 0;
    return weight > 0 ? [{ name: qualified(name), part: weight / total }] : [];
  });
}

function isLeaf({ weighted, highestRandomWeight, mirroring, failover }: AnyService): boolean {
  const balanced = weighted ?? highestRandomWeight;
  if (balanced) return !(balanced.services ?? []).some(({ weight = 1 }) => weight > 0);
  return mirroring === undefined && failover === undefined;
}

/** Servers that take requests. */
function servingOf({ loadBalancer }: AnyService): readonly AnyServer[] {
  return (loadBalancer?.servers ?? []).filter(({ fenced, weight = 1 }) => !fenced && weight > 0);
}

function hasServer(config: AnyService): boolean {
  return servingOf(config).length > 0;
}

/** What the servers of a load balancer belong to, each with its part of the requests. */
function backendsOf(config: AnyService): readonly (Backend & { readonly part: number })[] {
  if (config.backend) return [{ ...config.backend, part: 1 }];
  const servers = servingOf(config);
  const total = servers.reduce((sum, { weight = 1 }) => sum + weight, 0);
  return servers.flatMap(({ backend, weight = 1 }) =>
    backend ? [{ ...backend, part: weight / total }] : [],
  );
}

/** A part in percent. */
export function percent(part: number): string {
  return `${Number((part * 100).toFixed(2))} %`;
}

function rounded(share: Share): Share {
  return { ...share, share: Number(share.share.toFixed(12)) };
}
