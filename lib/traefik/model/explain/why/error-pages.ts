import type { Trace } from '../result';
import type { Scene } from './scene';
import { namedObjects, withItems } from './steps';

/** Middlewares that may answer a request themselves. */
const answering: ReadonlySet<string> = new Set([
  'basicAuth',
  'buffering',
  'circuitBreaker',
  'digestAuth',
  'forwardAuth',
  'headers',
  'inFlightReq',
  'ipAllowList',
  'ipWhiteList',
  'plugin',
  'rateLimit',
  'redirectRegex',
  'redirectScheme',
]);

/** Whose answers each error page stands in for: those of what comes after it in the list, never of what came before. */
export function errorPages(scene: Scene, { middlewares }: Trace): readonly string[] {
  const names = [
    ...withItems(
      scene,
      middlewares.map(({ name }) => name),
    ),
  ];
  const passed = names.map((name) => ({ name, ...kindOf(scene, name) }));
  return passed.flatMap(({ name, kind, status }, index) => {
    if (kind !== 'errors') return [];
    const told = (part: typeof passed): string =>
      part
        .filter((other) => answering.has(other.kind))
        .map((other) => `${other.kind} ${objectName(scene, other.name)}`)
        .join(', ');
    const [before, after] = [told(passed.slice(0, index)), told(passed.slice(index + 1))];
    const caught = after === '' ? 'the backend' : `${after} and the backend`;
    const missed =
      before === '' ? '' : `; not those of ${before}, which stands before it: put errors first to catch them`;
    return [`errors ${objectName(scene, name)} catches ${status} of ${caught}${missed}`];
  });
}

function kindOf({ built }: Scene, name: string): { readonly kind: string; readonly status: string } {
  const config = built.runtime.middlewares.get(name)?.config ?? {};
  const [kind = ''] = Object.keys(config);
  return { kind, status: (config.errors?.status ?? []).join(', ') };
}

function objectName(scene: Scene, name: string): string {
  const object = namedObjects(scene).middlewares.get(name);
  return object ? `${object.namespace}/${object.name}` : name;
}
