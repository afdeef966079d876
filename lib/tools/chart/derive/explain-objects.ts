import { groupBy, isEqual } from '../../../core/base';
import { evaluate } from '../template/evaluate';
import type { Template } from '../template/template';
import { keyOf, valueAt } from '../values';
import type { Explained, Rendering } from './derived';
import { Explainer, type KnownPart, Unexplained } from './explain';
import type { Templates, Watched } from './explanations';
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
  const byGroup = groupBy([...probes, ...stillOf(program, base, probes)], ({ path }) =>
    program.groupOf(path),
  );
  const templates = new Map<string, Template>();
  for (const [file, objects] of groupBy(base.objects, ([, { file: one }]) => one)) {
    const watched = inDependencyOrder(
      objects.map(([identity, { object }]) => ({
        identity,
        base: object,
        first: first.get(identity)?.object,
        second: second.get(identity)?.object,
        candidates: [...program.owners.of(identity)].flatMap((group) => byGroup.get(group) ?? []),
      })),
    );
    const found = program.explanations.of(watched, () =>
      explainFile(program, base, file, watched, explainer),
    );
    watched.forEach(({ identity }, index) => {
      const template = found[index];
      if (template) templates.set(identity, template);
      else fail(identity);
    });
  }
  for (const identity of [...first.keys(), ...second.keys()]) if (!base.objects.has(identity)) fail(identity);
  return templates;
}

function explainFile(
  program: WatchedProgram,
  rendering: Rendering,
  file: string,
  objects: readonly Watched[],
  explainer: Explainer,
): Templates {
  const explained: Explained[] = [];
  const release = program.release(rendering);
  return objects.map(({ candidates, ...renderings }) => {
    const known = program.knownParts(explained, file);
    const checked: KnownPart = (key, parts) => {
      const template = known?.(key, parts);
      return template && isEqual(evaluate(template, release), parts.base) ? template : undefined;
    };
    try {
      const template = explainer.explainObject(renderings, candidates, checked);
      explained.push({ object: renderings.base, template });
      return template;
    } catch (error) {
      if (!(error instanceof Unexplained)) throw error;
      return undefined;
    }
  });
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
function inDependencyOrder(objects: readonly Watched[]): readonly Watched[] {
  return [
    ...objects.filter(({ base }) => 'data' in base),
    ...objects.filter(({ base }) => !('data' in base)),
  ];
}
