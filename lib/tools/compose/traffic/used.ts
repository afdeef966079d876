import { valueAt } from '../../../core/base';
import type { ComposedProvider } from '../../../traefik/model';
import { isElsewhere, named } from './references';
import { saidMiddlewares } from './said';
import { type Scene, routerKinds } from './scene';

/** The middlewares that requests come to: of routers that Traefik runs, of entry points, and of chains among these. */
export function usedMiddlewares(scene: Scene): ReadonlySet<string> {
  const { configured, statics, disabled } = scene;
  const used = new Set<string>();
  const add = (protocol: 'http' | 'tcp', references: readonly string[], from: ComposedProvider): void => {
    const kind = protocol === 'http' ? 'middlewares' : 'tcpMiddlewares';
    for (const reference of references) {
      const found = named(scene, kind, reference, from);
      if (!found) continue;
      const key = usedKey(protocol, found.name, found.provider);
      const isNew = !used.has(key);
      used.add(key);
      if (isNew && protocol === 'http')
        add('http', chained(scene, found.name, found.provider), found.provider);
    }
  };
  for (const { provider, configuration } of configured) {
    for (const protocol of ['http', 'tcp'] as const) {
      for (const [name, { middlewares, service }] of configuration[routerKinds[protocol]]) {
        const mayRun =
          isElsewhere(scene, protocol === 'http' ? 'services' : 'tcpServices', service, provider) ||
          middlewares.some((each) => leadsElsewhere(scene, each, provider));
        if (mayRun || disabled(protocol, name, provider) === undefined) add(protocol, middlewares, provider);
      }
    }
  }
  for (const { file } of statics.entryPoints.values())
    for (const { provider } of configured) add('http', file.http?.middlewares ?? [], provider);
  return used;
}

/** How a middleware stands among those that are used. */
export function usedKey(protocol: 'http' | 'tcp', name: string, provider: ComposedProvider): string {
  return `${protocol} ${provider} ${name}`;
}

/** Whether a middleware, or one of its chain, is of a provider that is not read here. */
export function leadsElsewhere(
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

function chained(scene: Scene, name: string, provider: ComposedProvider): readonly string[] {
  const said = saidMiddlewares(scene, 'http').find(
    (each) => each.written === name && each.provider === provider,
  );
  const chain = valueAt(said?.said, 'chain', 'middlewares');
  return Array.isArray(chain) ? chain.map(String) : [];
}
