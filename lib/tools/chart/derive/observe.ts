import type { Sample } from './condition';
import { type Effects, Relevance } from './effects';
import { type Release, hasFeature } from '../template/evaluate';
import { explainObjects } from './explain-objects';
import { type Seen, merge, presence } from './merge';
import type { Probe } from './probe';
import type { Feature, Template } from '../template/template';
import { type ValuePath, type Values, keyOf, valueAt } from '../values';
import type { DerivedObject, Rendering } from './derived';
import type { WatchedProgram } from './watched-program';

/** One rendering with what is known of its objects. */
export interface ObservedObjects {
  readonly base: Rendering;
  readonly templates: ReadonlyMap<string, Template>;
  readonly sample: Sample;
  readonly release: Release;
}

/** What is known of the objects of one rendering. */
export function observe(
  program: WatchedProgram,
  base: Rendering,
  features: readonly Feature[],
): ObservedObjects {
  const there = program.leaves.filter((path) => valueAt(base.values, path) !== undefined);
  const probes = probesWithin(program, base.values, there, features);
  const failed = new Set<string>();
  const templates = explainObjects(program, base, probes, (identity) => failed.add(identity));
  if (failed.size > 0) {
    // In a combination something may follow that no environment shows by itself; it is seen without probes then.
    const plain = explainObjects(program, base, [], () => undefined);
    for (const identity of failed) {
      const template = plain.get(identity);
      if (template) templates.set(identity, template);
    }
  }
  const sample: Sample = {
    environment: base.environment,
    features: new Set(features.flatMap((feature, number) => (hasFeature(feature, base) ? [number] : []))),
  };
  return { base, templates, sample, release: program.release(base) };
}

/** Probes that keep features as they are. */
export function probesWithin(
  program: WatchedProgram,
  values: Values,
  paths: readonly ValuePath[],
  features: readonly Feature[],
): readonly Probe[] {
  const structural = structuralPaths(features);
  return program.probes(
    values,
    paths.filter((path) => {
      const feature = structural.get(keyOf(path));
      if (!feature || feature.kind === 'present') return true;
      return feature.kind === 'above' && Number(valueAt(values, path)) > feature.limit;
    }),
  );
}

/** Features by the value that they look at. */
export function structuralPaths(features: readonly Feature[]): ReadonlyMap<string, Feature> {
  return new Map(
    features.flatMap((feature) => ('path' in feature ? [[keyOf(feature.path), feature] as const] : [])),
  );
}

/** One template for each object of several renderings. */
export function mergeAll(
  seen: readonly ObservedObjects[],
  features: readonly Feature[],
  effects: Effects,
  environments: readonly string[],
): readonly DerivedObject[] {
  const identities = new Map(
    seen.flatMap(({ base }) => Array.from(base.objects, ([identity, { file }]) => [identity, file] as const)),
  );
  const relevanceOf = Relevance.ofAll(features, effects);
  return Array.from(identities, ([identity, file]) => {
    const vocabulary = { relevance: relevanceOf(identity), environments };
    const having = seen.flatMap(({ base, templates, sample, release }): Seen[] => {
      const template = templates.get(identity);
      const object = base.objects.get(identity)?.object;
      return template && object ? [{ sample, release, base: object, template }] : [];
    });
    const when =
      having.length === seen.length
        ? undefined
        : presence(
            seen.map(({ base, sample, release }) => ({ sample, release, base, template: no })),
            having,
            vocabulary,
          );
    return { file, identity, ...(when && { when }), template: merge(having, vocabulary) };
  });
}

const no: Template = { kind: 'literal', value: false };
