import { tcpKindOf } from '../../traefik/api/tcp-middlewares';
import { kindsOf } from '../../traefik/api/middlewares';
import { type Built, providerOf, resolveName } from '../../traefik/model/built';
import type { Lane, Way } from '../../traefik/ways';

/** A Service at which requests of a lane may end, or one of Traefik's own. */
export interface Landing {
  /** `namespace/name`; of Traefik's own its name, `api@internal`. */
  readonly service: string;
  readonly port: number | undefined;
  /** How they come there: as requests do, as copies, when another service fails, or for the page of an error. */
  readonly by: 'way' | 'mirror' | 'fallback' | 'error page';
  /** Qualified names of the middlewares that they have passed then, those of chains one by one. */
  readonly passed: readonly string[];
}

/** Where the requests of a lane end. */
export interface Landings {
  readonly all: readonly Landing[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

/** Services and middlewares that are looked at for one lane: trees that share parts can be exponentially large. */
const most = 2000;

/** Answers where requests end, for the lanes of one Traefik. */
export class Destinations {
  private readonly known = new WeakMap<Way, Landings>();

  constructor(private readonly built: Built) {}

  /** Where the requests of a lane end, or those that no lane of a door takes. */
  of(lane: Lane | undefined, rest: Way): Landings {
    const way = lane?.way ?? rest;
    const known = this.known.get(way);
    if (known) return known;
    const walk = new Walk(this.built);
    if (!lane || !this.built.runtime.routers.has(lane.router)) walk.stream(way);
    // Traefik's own routers, such as that of its metrics, lead to no Service.
    else if (!lane.router.endsWith('@internal')) walk.lane(lane);
    const landings = { all: walk.found, isWhole: walk.left >= 0 };
    this.known.set(way, landings);
    return landings;
  }

  /** The kinds of a middleware. */
  kindsOf(name: string): readonly string[] {
    const { middlewares, tcpMiddlewares } = this.built.runtime;
    const config = middlewares.get(name)?.config;
    const tcp = tcpMiddlewares.get(name)?.config;
    return [...(config ? kindsOf(config) : []), ...(tcp ? [tcpKindOf(tcp) ?? ''] : [])];
  }
}

class Walk {
  readonly found: Landing[] = [];
  left = most;

  constructor(private readonly built: Built) {}

  lane({ ranks, router, way }: Lane): void {
    let passed: readonly string[] = [];
    for (const rank of ranks) passed = this.pass(passed, this.middlewaresOf(rank.router));
    const children = this.built.http.children.get(router);
    if (!children) this.service(this.serviceOf(router), passed, 'way');
    // Behind what a parent changes, its children are asked by what it makes of requests: any of them may be taken.
    else if (way.end.kind === 'opaque')
      for (const child of children.routes) this.router(child.router, passed);
  }

  /** A TCP router's service: of what it passes on nothing is read. */
  stream({ steps, end }: Way): void {
    const passed = steps.map(({ name }) => name);
    if (!('backends' in end)) return;
    for (const { service, port } of end.backends) this.found.push({ service, port, by: 'way', passed });
  }

  private router(name: string, above: readonly string[]): void {
    if (--this.left < 0) return;
    const passed = this.pass(above, this.middlewaresOf(name));
    const children = this.built.http.children.get(name);
    if (!children) this.service(this.serviceOf(name), passed, 'way');
    else for (const child of children.routes) this.router(child.router, passed);
  }

  private service(name: string, above: readonly string[], by: Landing['by']): void {
    if (--this.left < 0) return;
    if (name.endsWith('@internal')) {
      this.found.push({ service: name, port: undefined, by, passed: above });
      return;
    }
    const config = this.built.runtime.services.get(name)?.config;
    if (!config) return;
    const qualified = (other = ''): string => resolveName(providerOf(name), other);
    const passed = this.pass(above, (config.middlewares ?? []).map(qualified));
    const { backend, mirroring, failover } = config;
    const weighted = config.weighted ?? config.highestRandomWeight;
    for (const child of weighted?.services ?? []) {
      if ((child.weight ?? 1) > 0) this.service(qualified(child.name), passed, by);
    }
    if (mirroring) {
      this.service(qualified(mirroring.service), passed, by);
      for (const mirror of mirroring.mirrors ?? []) {
        if ((mirror.percent ?? 0) > 0) this.service(qualified(mirror.name), passed, 'mirror');
      }
    }
    if (failover) {
      this.service(qualified(failover.service), passed, by);
      this.service(qualified(failover.fallback), passed, 'fallback');
    }
    if (backend) this.found.push({ service: backend.service, port: backend.port, by, passed });
  }

  /** All that is passed behind some middlewares more; the pages of errors are asked for on the way. */
  private pass(passed: readonly string[], names: readonly string[]): readonly string[] {
    const all = [...passed];
    const open = names.toReversed();
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (--this.left < 0) return all;
      const config = this.built.runtime.middlewares.get(name)?.config;
      const qualified = (other = ''): string => resolveName(providerOf(name ?? ''), other);
      if (config?.chain) {
        open.push(...(config.chain.middlewares ?? []).map(qualified).toReversed());
        continue;
      }
      if (config?.errors) this.service(qualified(config.errors.service), all, 'error page');
      all.push(name);
    }
    return all;
  }

  private middlewaresOf(router: string): readonly string[] {
    return this.built.runtime.routers.get(router)?.middlewares ?? [];
  }

  private serviceOf(router: string): string {
    return resolveName(providerOf(router), this.built.runtime.routers.get(router)?.config.service ?? '');
  }
}
