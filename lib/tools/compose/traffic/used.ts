import { valueAt } from '../../../core/base';
import { isElsewhere } from './references';
import { saidMiddlewares } from './said';
import type { Scene } from './scene';

/** The middlewares that requests come to: of routers that Traefik runs, of entry points, and of chains among these. */
export function usedMiddlewares(scene: Scene): ReadonlySet<string> {
  const { labelled, statics, disabled } = scene;
  const used = new Set<string>();
  const add = (protocol: string, references: readonly string[] = []): void => {
    for (const reference of references) used.add(`${protocol} ${reference.split('@')[0]}`);
  };
  for (const { provider, configuration } of labelled) {
    const all = { http: configuration.routers, tcp: configuration.tcpRouters };
    for (const protocol of ['http', 'tcp'] as const) {
      for (const [name, { middlewares, service }] of all[protocol]) {
        const mayRun = [...middlewares, service].some((reference) => isElsewhere(scene, reference));
        if (mayRun || disabled(protocol, name, provider) === undefined) add(protocol, middlewares);
      }
    }
  }
  for (const { file } of statics.entryPoints.values()) add('http', file.http?.middlewares);
  const said = new Map(saidMiddlewares(scene, 'http').map((each) => [`http ${each.written}`, each.said]));
  // A set is walked as it grows.
  for (const key of used) {
    const chain = valueAt(said.get(key), 'chain', 'middlewares');
    if (Array.isArray(chain)) add('http', chain.map(String));
  }
  return used;
}
