import { isPlainMap, valueAt } from '../../../core/base';
import type { FieldPath } from '../../../core/finding';
import type { LabelSet, Scene } from './scene';

type Plain = Readonly<Record<string, unknown>>;

/** A middleware with what labels say of it. */
export interface SaidMiddleware {
  /** Its name in the labels. */
  readonly written: string;
  readonly said: Plain;
}

/** The middlewares that Traefik has, without its defaults; all labels that speak of one say the same. */
export function saidMiddlewares(scene: Scene, protocol: 'http' | 'tcp'): readonly SaidMiddleware[] {
  return scene.labelled.flatMap(({ provider, configuration }) => {
    const names = protocol === 'http' ? configuration.middlewares : configuration.tcpMiddlewares;
    return [...names.keys()].flatMap((written) => {
      const path = [protocol, 'middlewares', written];
      for (const set of scene.sets) {
        const said = set.provider === provider ? saidAt(set, path) : undefined;
        if (said) return [{ written, said }];
      }
      return [];
    });
  });
}

function saidAt({ said, labelsAt }: LabelSet, path: readonly string[]): Plain | undefined {
  const found = valueAt(said, ...path);
  return isPlainMap(found) && labelsAt ? withoutDefaults(found, path, labelsAt) : undefined;
}

/** Without what no label says. */
function withoutDefaults(map: Plain, path: FieldPath, labelsAt: NonNullable<LabelSet['labelsAt']>): Plain {
  const entries = Object.entries(map).flatMap(([key, value]): [string, unknown][] => {
    const at = [...path, key];
    if (labelsAt(at).length === 0) return [];
    return [[key, isPlainMap(value) ? withoutDefaults(value, at, labelsAt) : value]];
  });
  return Object.fromEntries(entries);
}
