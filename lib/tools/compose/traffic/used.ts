import type { ComposedProvider } from '../../../traefik/model';
import { chained, refersElsewhere, usedKey } from './elsewhere';
import { named } from './references';
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
      for (const [name, router] of configuration[routerKinds[protocol]]) {
        const mayRun = refersElsewhere(scene, protocol, router, provider);
        if (mayRun || disabled(protocol, name, provider) === undefined)
          add(protocol, router.middlewares, provider);
      }
    }
  }
  for (const { file } of statics.entryPoints.values())
    for (const { provider } of configured) add('http', file.http?.middlewares ?? [], provider);
  return used;
}
