import type { ComposedProvider, Router, RouterTls } from '../../../traefik/model';
import { valueAt } from '../../../core/base';
import { isElsewhere, named } from './references';
import { saidMiddlewares } from './said';
import { type Protocol, type Scene, serviceKinds } from './scene';

export type Tls = RouterTls & { readonly passthrough?: boolean };

/** A router of any protocol. */
export type AnyRouter = Pick<Router, 'entryPoints' | 'service'> &
  Partial<
    Pick<
      Router,
      'rule' | 'ruleSyntax' | 'priority' | 'middlewares' | 'observability' | 'isDefaultRule' | 'parentRefs'
    >
  > & {
    readonly tls?: Tls | undefined;
  };

/** Those that are named, else Traefik's default ones, written down: a Traefik on Kubernetes may have others besides. */
export function entryPointsOf(
  { statics }: Scene,
  protocol: Protocol,
  named: readonly string[],
): readonly string[] {
  if (named.length > 0) return named;
  if (protocol !== 'udp') return statics.defaultEntryPoints;
  return [...statics.entryPoints.values()].flatMap(({ name, protocol: own }) =>
    own === 'udp' ? [name] : [],
  );
}

/** Whether a router needs what a provider may have that is not read here, also by way of its middlewares. */
export function refersElsewhere(
  scene: Scene,
  protocol: Protocol,
  { service, tls, entryPoints, middlewares: own = [] }: AnyRouter,
  provider: ComposedProvider,
): boolean {
  const options = tls?.options ?? 'default';
  const before = entryPointsOf(scene, protocol, entryPoints).flatMap(
    (name) => scene.statics.entryPoints.get(name)?.file.http?.middlewares ?? [],
  );
  const middlewares = protocol === 'http' ? [...before, ...own] : own;
  return (
    isElsewhere(scene, serviceKinds[protocol], service, provider) ||
    (options !== 'default' && isElsewhere(scene, 'tlsOptions', options, provider)) ||
    middlewares.some((each) =>
      protocol === 'http'
        ? leadsElsewhere(scene, each, provider)
        : isElsewhere(scene, 'tcpMiddlewares', each, provider),
    )
  );
}

/** How a middleware stands among those that are used. */
export function usedKey(protocol: 'http' | 'tcp', name: string, provider: ComposedProvider): string {
  return `${protocol} ${provider} ${name}`;
}

/** Whether a middleware, or one of its chain, is of a provider that is not read here. */
function leadsElsewhere(
  scene: Scene,
  reference: string,
  from: ComposedProvider,
  before: ReadonlySet<string> = new Set(),
): boolean {
  const found = named(scene, 'middlewares', reference, from);
  if (!found) return isElsewhere(scene, 'middlewares', reference, from);
  const key = usedKey('http', found.name, found.provider);
  if (before.has(key)) return false;
  return chained(scene, found.name, found.provider).some((each) =>
    leadsElsewhere(scene, each, found.provider, new Set([...before, key])),
  );
}

/** The members of a middleware that is a chain. */
export function chained(scene: Scene, name: string, provider: ComposedProvider): readonly string[] {
  const said = saidMiddlewares(scene, 'http').find(
    (each) => each.written === name && each.provider === provider,
  );
  const chain = valueAt(said?.said, 'chain', 'middlewares');
  return Array.isArray(chain) ? chain.map(String) : [];
}
