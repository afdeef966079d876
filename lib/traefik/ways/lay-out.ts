import { type MiddlewareConfig, isGuard, isLimit, kindsOf, treatmentsOf } from '../api/middlewares';
import { type Runtime, type Service, onlyChild, providerOf, resolveName, spread } from '../model/built';
import type { Share } from '../request';
import { type End, type Way, type WayStep, matters, wayKey } from './way';

/** Chains of chains can be longer than anyone waits for. */
const mostSteps = 1000;

/** Lays out what the services and middlewares of one Traefik do with all requests. */
export class Layout {
  private readonly services = new Map<string, Way>();
  private readonly middlewares = new Map<string, WayStep>();

  constructor(private readonly runtime: Runtime) {}

  /** The way of all requests through a service. It was built, so it has no cycles and lacks nothing. */
  service(name: string): Way {
    // Shared children make trees that are exponentially large when walked.
    const known = this.services.get(name) ?? this.walk(name);
    this.services.set(name, known);
    return known;
  }

  /** What middlewares do, those of chains one by one; what leaves no trace is left out. */
  steps(names: readonly string[]): readonly WayStep[] {
    const steps: WayStep[] = [];
    const open = names.toReversed();
    for (let count = 0, name = open.pop(); name !== undefined; name = open.pop(), count++) {
      if (count >= mostSteps) return [...steps, tooLong(names)];
      const config = this.runtime.middlewares.get(name)?.config;
      if (!config) continue;
      const provider = providerOf(name);
      const items = config.chain?.middlewares ?? [];
      open.push(...items.map((item) => resolveName(provider, item)).toReversed());
      const step = config.chain ? undefined : (this.middlewares.get(name) ?? this.step(name, config));
      if (step) this.middlewares.set(name, step);
      if (step && matters(step)) steps.push(step);
    }
    return steps;
  }

  private step(name: string, config: MiddlewareConfig): WayStep {
    const [kind = ''] = kindsOf(config);
    return {
      name,
      kind,
      guards: isGuard(kind) || isLimit(kind),
      treatments: treatmentsOf(this.withoutNames(name, config)),
    };
  }

  /** Error pages come from a service: what counts is what it does, not its name. */
  private withoutNames(name: string, config: MiddlewareConfig): MiddlewareConfig {
    if (!config.errors) return config;
    const { service = '' } = config.errors;
    return {
      errors: { ...config.errors, service: wayKey(this.service(resolveName(providerOf(name), service))) },
    };
  }

  private walk(name: string): Way {
    if (name.endsWith('@internal')) return { steps: [], end: { kind: 'internal', service: name } };
    const service = this.runtime.services.get(name)?.config;
    if (!service) return { steps: [], end: { kind: 'opaque', as: `no service ${name}`, backends: [] } };
    const qualified = (other = ''): string => resolveName(providerOf(name), other);
    const steps = this.steps((service.middlewares ?? []).map(qualified));
    const child = onlyChild(service);
    if (child === undefined) return { steps, end: this.end(name, service, qualified) };
    const below = this.service(qualified(child));
    return { steps: [...steps, ...below.steps], end: below.end };
  }

  private end(name: string, service: Service, qualified: (other?: string) => string): End {
    if (service.stub) return { kind: 'answered', status: service.stub.status };
    if (service.failover) {
      const { service: primary, fallback, errors } = service.failover;
      const ways = [primary, fallback].map((other) => this.service(qualified(other)));
      const backends = ways.flatMap(({ end }) => ('backends' in end ? end.backends : []));
      return { kind: 'opaque', as: JSON.stringify([...ways.map(wayKey), errors?.status ?? []]), backends };
    }
    const { shares, unavailable, stubs } = spread(this.runtime.services, name);
    const [stub] = stubs.keys();
    if (unavailable >= 1 || shares.length === 0) {
      return { kind: 'answered', status: unavailable > 0 ? 503 : (stub ?? 503) };
    }
    const { loadBalancer, weighted, highestRandomWeight } = service;
    const host = loadBalancer?.passHostHeader === false ? loadBalancer.servers?.[0]?.url : undefined;
    const children = ((weighted ?? highestRandomWeight)?.services ?? [])
      .filter(({ weight = 1 }) => weight > 0)
      .map((child) => this.service(qualified(child.name)))
      .filter(({ steps }) => steps.length > 0)
      .map(wayKey);
    const as = JSON.stringify({
      shares: written(shares),
      unavailable,
      ...(stubs.size > 0 && { stubs: [...stubs] }),
      host,
      children: children.toSorted(),
    });
    return { kind: 'forwarded', service: name, backends: shares, as };
  }
}

function tooLong(names: readonly string[]): WayStep {
  const effect = { kind: 'acts', as: `more than ${mostSteps} middlewares ${JSON.stringify(names)}` } as const;
  return { name: '', kind: 'chain', guards: false, treatments: [{ effect }] };
}

function written(shares: readonly Share[]): readonly string[] {
  return shares
    .map(({ service, port, scheme, share }) => `${scheme}://${service}:${port} ${share}`)
    .toSorted();
}
