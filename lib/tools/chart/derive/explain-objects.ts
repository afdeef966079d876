import { groupBy, isEqual } from '../../../core/base';
import { type ApiObjectData } from '../../../core/manifest';
import { evaluate } from '../template/evaluate';
import type { Template } from '../template/template';
import { keyOf, valueAt } from '../values';
import type { Rendering } from './derived';
import { Explainer, type KnownPart, Unexplained } from './explain';
import type { ObjectSet } from './objects';
import { type Probe, probed } from './probe';
import type { WatchedProgram } from './watched-program';

/**
 * The objects of a rendering as templates, found by putting probes in place.
 *
 * @param fail told the identity of each object that is not understood
 */
export function explainObjects(
  program: WatchedProgram,
  base: Rendering,
  probes: readonly Probe[],
  fail: (identity: string) => void,
): Map<string, Template> {
  const { environment, values } = base;
  const first = program.render(environment, probed(values, probes, 'first')).objects;
  const second = program.render(environment, probed(values, probes, 'second')).objects;
  const explainer = new Explainer(probes, program.computations);
  const candidates = groupBy([...probes, ...stillOf(program, base, probes)], ({ path }) =>
    program.groupOf(path),
  );
  const templates = new Map<string, Template>();
  const explained = new Map<string, { readonly object: ApiObjectData; readonly template: Template }>();
  const release = program.release(base);
  for (const [identity, { file, object }] of inDependencyOrder(base.objects)) {
    const known = program.knownParts(explained, file);
    const checked: KnownPart = (key, renderings) => {
      const template = known?.(key, renderings);
      return template && isEqual(evaluate(template, release), renderings.base) ? template : undefined;
    };
    const renderings = {
      base: object,
      first: first.get(identity)?.object,
      second: second.get(identity)?.object,
    };
    try {
      const own = [...program.owners.of(identity)].flatMap((group) => candidates.get(group) ?? []);
      const template = explainer.explainObject(renderings, own, checked);
      templates.set(identity, template);
      explained.set(identity, { object, template });
    } catch (error) {
      if (!(error instanceof Unexplained)) throw error;
      fail(identity);
    }
  }
  for (const identity of [...first.keys(), ...second.keys()]) if (!base.objects.has(identity)) fail(identity);
  return templates;
}

/** Leaves that are not tried out: what is computed of two values is so even while only one of them is. */
function stillOf(program: WatchedProgram, { values }: Rendering, probes: readonly Probe[]): readonly Probe[] {
  const probing = new Set(probes.map(({ path }) => keyOf(path)));
  return program.leaves.flatMap((path): readonly Probe[] => {
    const value = valueAt(values, path);
    if (value === undefined || probing.has(keyOf(path)) || program.fixed.has(keyOf(path))) return [];
    return [{ path, base: value, first: value, second: value }];
  });
}

/** What holds data comes before what holds checksums of it. */
function inDependencyOrder(objects: ObjectSet) {
  const holdsData = (identity: string): boolean => 'data' in (objects.get(identity)?.object ?? {});
  const all = [...objects];
  return [...all.filter(([id]) => holdsData(id)), ...all.filter(([id]) => !holdsData(id))];
}
