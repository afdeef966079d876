import { isPlainMap, valueAt } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { ComposedProvider } from '../../../traefik/model';
import type { Said } from './files';
import type { Scene } from './scene';

type Plain = Readonly<Record<string, unknown>>;

/** A middleware with what labels say of it. */
export interface SaidMiddleware {
  /** Its name in the labels, or in the file. */
  readonly written: string;
  readonly provider: ComposedProvider;
  readonly said: Plain;
}

/** The middlewares that Traefik has, without its defaults; all labels that speak of one say the same. */
export function saidMiddlewares(scene: Scene, protocol: 'http' | 'tcp'): readonly SaidMiddleware[] {
  return scene.configured.flatMap(({ provider, configuration }) => {
    const names = protocol === 'http' ? configuration.middlewares : configuration.tcpMiddlewares;
    return [...names.keys()].flatMap((written) => {
      const said = saidOf(scene, provider, [protocol, 'middlewares', written]);
      return said ? [{ written, provider, said }] : [];
    });
  });
}

/** What a provider is told of a part, without Traefik's defaults; the first that says it counts. */
export function saidOf(scene: Scene, provider: ComposedProvider, path: readonly string[]): Plain | undefined {
  for (const set of [...scene.sets, ...scene.files]) {
    const said = set.provider === provider ? saidAt(set, path) : undefined;
    if (said) return said;
  }
  return undefined;
}

function saidAt({ said, labelsAt }: Said, path: readonly string[]): Plain | undefined {
  const found = valueAt(said, ...path);
  return isPlainMap(found) && labelsAt ? withoutDefaults(found, path, labelsAt) : undefined;
}

/** Without what no label says. */
function withoutDefaults(map: Plain, path: FieldPath, labelsAt: NonNullable<Said['labelsAt']>): Plain {
  const entries = Object.entries(map).flatMap(([key, value]): [string, unknown][] => {
    const at = [...path, key];
    if (labelsAt(at).length === 0) return [];
    return [[key, isPlainMap(value) ? withoutDefaults(value, at, labelsAt) : value]];
  });
  return Object.fromEntries(entries);
}
