import { type ApiObjectData, isPlainMap } from '../manifest';
import { type Computation, decimal } from './computation';
import { type Sample, stands } from './condition';
import { byGroupOf, clustersOf, groupOfFeature, toggles } from './combinations';
import { byGroup, culprits, groupOf } from './culprits';
import { type Release, evaluate, hasFeature, holds } from './evaluate';
import { Explainer, type KnownPart, Unexplained } from './explain';
import { findFeatures } from './features';
import { type Seen, merge, presence } from './merge';
import { type ObjectSet, objectSet } from './objects';
import { type Alternatives, type Probe, allLeaves, probed, probesOf, similarValues } from './probe';
import type { Condition, Feature, Template } from './template';
import {
  type ValuePath,
  type Values,
  isEqual,
  keyOf,
  valueAt,
  withValues,
  only,
  startsWith,
  unlikePaths,
} from './values';

/** What a chart is derived from. */
export interface Derivation {
  /** What the program is given in each environment: maps down to scalars and lists. */
  readonly environments: ReadonlyMap<string, Values>;
  /** The program: what it makes of such values, by file. It must not depend on anything else. */
  render(values: Values, environment: string): ReadonlyMap<string, readonly ApiObjectData[]>;
  /**
   * Other values of the same kind, for leaves that take not just anything.
   *
   * @default numbers for numbers, texts for texts, in the same form
   */
  readonly alternatives?: Alternatives;
  /** Computations that are known beside taking a value as it is. @default none */
  readonly computations?: readonly Computation[];
  /** Parts that are known by their key, made of the other objects of the same rendering. @default none */
  readonly known?: (objects: Explained, file: string) => KnownPart;
}

/** Objects of one rendering by identity, with their templates as far as they are known. */
export type Explained = ReadonlyMap<string, { readonly object: ApiObjectData; readonly template: Template }>;

/** An object of the chart. */
export interface DerivedObject {
  readonly file: string;
  readonly identity: string;
  readonly when?: Condition;
  readonly template: Template;
}

/** What the program does, as templates over values. */
export interface Derived {
  readonly objects: readonly DerivedObject[];
  /** The values that may be changed. */
  readonly offered: readonly ValuePath[];
  /** Those that may not, because what follows from them is not known. */
  readonly fixed: readonly ValuePath[];
}

/** Turns a program into templates by watching what follows from each of its values. */
export function derive(derivation: Derivation): Derived {
  let fixed: readonly ValuePath[] = [];
  // What the templates get wrong is no longer offered; each round takes some values away, so this comes to an end.
  for (;;) {
    const attempt = new Attempt(derivation, fixed);
    const derived = attempt.derive();
    const wrong = attempt.wrongValues(derived);
    if (wrong.length === 0) return derived;
    fixed = [...derived.fixed, ...wrong];
  }
}

/** One rendering with its values. */
interface Rendering {
  readonly environment: string;
  readonly values: Values;
  readonly objects: ObjectSet;
}

class Attempt {
  private readonly names: readonly string[];
  private readonly leaves: readonly ValuePath[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly fixed: Map<string, ValuePath>;
  private readonly computations: readonly Computation[];
  private readonly unlike: readonly ValuePath[];
  /** Groups whose values show up in an object. */
  private readonly owners = new Map<string, Set<string>>();

  constructor(
    private readonly derivation: Derivation,
    fixed: readonly ValuePath[],
  ) {
    this.names = [...derivation.environments.keys()];
    this.leaves = allLeaves(derivation.environments.values());
    this.numbers = new Map(this.leaves.map((path, index) => [keyOf(path), index]));
    this.unlike = unlikePaths([...derivation.environments.values()]);
    const isUnlike = (path: ValuePath): boolean => this.unlike.some((other) => startsWith(path, other));
    this.fixed = new Map([...fixed, ...this.leaves.filter(isUnlike)].map((path) => [keyOf(path), path]));
    this.computations = [...(derivation.computations ?? []), decimal];
  }

  derive(): Derived {
    const bases = Array.from(this.derivation.environments, ([name, values]) => this.render(name, values));
    for (const base of bases) this.findOwners(base);
    const features = findFeatures({
      renderings: bases,
      leaves: this.leaves.filter((path) => !this.fixed.has(keyOf(path))),
      isUnlike: (path) => this.unlike.some((other) => startsWith(path, other)),
      render: (environment, values) => this.render(environment, values),
      ownersOf: (identity) => this.ownersOf(identity),
    });
    const structural = new Map(
      features.flatMap((feature) => ('path' in feature ? [[keyOf(feature.path), feature] as const] : [])),
    );
    for (const base of bases) this.withdraw(base, structural);
    const [reference] = bases;
    if (!reference) throw new Error('there is no environment');
    const effects = this.effects(reference, features);
    const renderings = [...bases, ...this.combinations(reference, clustersOf(effects))];
    const seen = renderings.map((rendering) => this.explain(rendering, features));
    const offered = this.offered(features);
    const objects = this.mergeAll(seen, features, effects).map((object) =>
      this.faithful(object, seen.slice(0, bases.length), offered),
    );
    return { objects, fixed: [...this.fixed.values()], offered };
  }

  /** Leaves whose change the templates do not follow as the program does. */
  wrongValues({ objects, offered }: Derived): readonly ValuePath[] {
    const wrong = new Map<string, ValuePath>();
    for (const [name, values] of this.derivation.environments) {
      const there = offered.filter((path) => valueAt(values, path) !== undefined);
      const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
        const probes = this.probes(values, paths);
        return this.differing(this.render(name, probed(values, probes, 'first')), objects);
      };
      if (trial([]).size > 0) throw new Error(`the templates do not give the objects of ${name}`);
      if (trial(there).size === 0) continue;
      for (const path of culprits(byGroup(there, groupOf), trial)) wrong.set(keyOf(path), path);
    }
    return [...wrong.values()];
  }

  /** The groups of objects that the templates render otherwise than the program. */
  private differing(rendering: Rendering, derived: readonly DerivedObject[]): Set<string> {
    const release = this.release(rendering);
    const groups = new Set<string>();
    const rendered = new Set<string>();
    for (const { identity, when, template } of derived) {
      if (when && !holds(when, release)) continue;
      rendered.add(identity);
      if (!isEqual(evaluate(template, release), rendering.objects.get(identity)?.object))
        for (const group of this.ownersOf(identity)) groups.add(group);
    }
    for (const identity of rendering.objects.keys())
      if (!rendered.has(identity)) for (const group of this.ownersOf(identity)) groups.add(group);
    return groups;
  }

  private render(environment: string, values: Values): Rendering {
    return { environment, values, objects: objectSet(this.derivation.render(values, environment)) };
  }

  private release({ values, environment }: Rendering): Release {
    return { values, environment, computations: this.computations };
  }

  private probes(values: Values, paths: readonly ValuePath[]): readonly Probe[] {
    const free = paths.filter((path) => !this.fixed.has(keyOf(path)));
    return probesOf(values, free, this.derivation.alternatives ?? similarValues, this.numbers);
  }

  /** Learns which groups of values an object is made of, by what shows up in it. */
  private findOwners({ environment, values, objects }: Rendering): void {
    const probes = this.probes(values, this.leaves);
    const byFirst = probes.map(({ path, first }) => [groupOf(path), inside(first)] as const);
    const changed = this.render(environment, probed(values, probes, 'first'));
    for (const [identity, { object }] of [...objects, ...changed.objects]) {
      const text = JSON.stringify(object);
      const groups = this.owners.get(identity) ?? new Set();
      for (const [group, first] of byFirst) if (!groups.has(group) && text.includes(first)) groups.add(group);
      this.owners.set(identity, groups);
    }
    // An object in which nothing shows up belongs to those whose objects stand in the same file.
    const ofFile = new Map<string, Set<string>>();
    for (const [identity, { file }] of [...objects, ...changed.objects]) {
      const groups = ofFile.get(file) ?? new Set();
      for (const group of this.owners.get(identity) ?? []) groups.add(group);
      ofFile.set(file, groups);
    }
    for (const [identity, { file }] of [...objects, ...changed.objects])
      for (const group of ofFile.get(file) ?? []) this.owners.get(identity)?.add(group);
  }

  private ownersOf(identity: string): ReadonlySet<string> {
    const owners = this.owners.get(identity);
    return owners && owners.size > 0 ? owners : new Set(this.leaves.map(groupOf));
  }

  /** Takes the leaves out whose change is not understood. */
  private withdraw(base: Rendering, structural: ReadonlyMap<string, Feature>): void {
    const there = this.leaves.filter(
      (path) => valueAt(base.values, path) !== undefined && !this.fixed.has(keyOf(path)),
    );
    for (const path of there) {
      const isFollowed = structural.has(keyOf(path)) || this.probes(base.values, [path]).length > 0;
      if (!isFollowed) this.fixed.set(keyOf(path), path);
    }
    const trial = (paths: readonly ValuePath[]): ReadonlySet<string> => {
      const probes = this.probesWithin(base.values, paths, structural);
      return this.unexplained(base, probes);
    };
    if (trial(there).size === 0) return;
    for (const path of culprits(byGroup(there, groupOf), trial)) this.fixed.set(keyOf(path), path);
  }

  /** Probes that keep features as they are. */
  private probesWithin(
    values: Values,
    paths: readonly ValuePath[],
    structural: ReadonlyMap<string, Feature>,
  ): readonly Probe[] {
    return this.probes(
      values,
      paths.filter((path) => {
        const feature = structural.get(keyOf(path));
        if (!feature || feature.kind === 'present') return true;
        return feature.kind === 'above' && Number(valueAt(values, path)) > feature.limit;
      }),
    );
  }

  private unexplained(base: Rendering, probes: readonly Probe[]): ReadonlySet<string> {
    const groups = new Set<string>();
    this.explainObjects(base, probes, (identity) => {
      for (const group of this.ownersOf(identity)) groups.add(group);
    });
    return groups;
  }

  private explainObjects(
    base: Rendering,
    probes: readonly Probe[],
    fail: (identity: string) => void,
  ): Map<string, Template> {
    const { environment, values } = base;
    const first = this.render(environment, probed(values, probes, 'first')).objects;
    const second = this.render(environment, probed(values, probes, 'second')).objects;
    const explainer = new Explainer(probes, this.computations);
    const templates = new Map<string, Template>();
    const explained = new Map<string, { readonly object: ApiObjectData; readonly template: Template }>();
    const release = this.release(base);
    for (const [identity, { file, object }] of inDependencyOrder(base.objects)) {
      const known = this.derivation.known?.(explained, file);
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
        const template = explainer.explain(renderings, checked);
        templates.set(identity, template);
        explained.set(identity, { object, template });
      } catch (error) {
        if (!(error instanceof Unexplained)) throw error;
        fail(identity);
      }
    }
    for (const identity of [...first.keys(), ...second.keys()])
      if (!base.objects.has(identity)) fail(identity);
    return templates;
  }

  private explain(base: Rendering, features: readonly Feature[]) {
    const structural = new Map(
      features.flatMap((feature) => ('path' in feature ? [[keyOf(feature.path), feature] as const] : [])),
    );
    const there = this.leaves.filter((path) => valueAt(base.values, path) !== undefined);
    const probes = this.probesWithin(base.values, there, structural);
    const failed = new Set<string>();
    const templates = this.explainObjects(base, probes, (identity) => failed.add(identity));
    if (failed.size > 0) {
      // In a combination something may follow that no environment shows by itself; it is seen without probes then.
      const plain = this.explainObjects(base, [], () => undefined);
      for (const identity of failed) {
        const template = plain.get(identity);
        if (template) templates.set(identity, template);
      }
    }
    const sample: Sample = {
      environment: base.environment,
      features: new Set(features.flatMap((feature, number) => (hasFeature(feature, base) ? [number] : []))),
    };
    return { base, templates, sample, release: this.release(base) };
  }

  /**
   * Renderings in which features are there that are not, and the other way round. Features that change the same
   * objects are combined with each other; those that do not are turned round at the same time.
   */
  private combinations(base: Rendering, clusters: readonly (readonly Feature[])[]): readonly Rendering[] {
    const plans = clusters.map(toggles);
    const rounds = Math.max(0, ...plans.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, round) => {
      const changed = plans
        .flatMap((plan) => plan[round] ?? [])
        .reduce((current, feature) => this.toggle(current, feature), base.values);
      return this.render(base.environment, changed);
    });
  }

  /** The objects that each feature changes, by itself or where all that may be missing is there. */
  private effects(base: Rendering, features: readonly Feature[]): Map<Feature, Set<string>> {
    const missing = features.filter((feature) => feature.kind === 'present' && !hasFeature(feature, base));
    const full = missing.reduce((values, feature) => this.toggle(values, feature), base.values);
    const groups = [...byGroupOf(features).values()];
    const rounds = Math.max(0, ...groups.map(({ length }) => length));
    const effects = new Map(features.map((feature) => [feature, new Set<string>()]));
    for (const context of missing.length > 0 ? [base, this.render(base.environment, full)] : [base]) {
      for (let round = 0; round < rounds; round++) {
        const turned = groups.flatMap((group) => group[round] ?? []);
        const values = turned.reduce((current, feature) => this.toggle(current, feature), context.values);
        const { objects } = this.render(base.environment, values);
        for (const identity of new Set([...objects.keys(), ...context.objects.keys()])) {
          if (isEqual(objects.get(identity)?.object, context.objects.get(identity)?.object)) continue;
          const owners = this.ownersOf(identity);
          for (const feature of turned)
            if (owners.has(groupOfFeature(feature))) effects.get(feature)?.add(identity);
        }
      }
    }
    return effects;
  }

  private toggle(values: Values, feature: Feature): Values {
    const environment = this.names[0] ?? '';
    const has = hasFeature(feature, { values, environment });
    switch (feature.kind) {
      case 'present': {
        if (!isPlainMap(valueAt(values, feature.path.slice(0, -1)))) return values;
        const donor = [...this.derivation.environments.values()].find(
          (other) => valueAt(other, feature.path) !== undefined,
        );
        return withValues(values, [[feature.path, has ? undefined : donor && valueAt(donor, feature.path)]]);
      }
      case 'true':
        return valueAt(values, feature.path) === undefined
          ? values
          : withValues(values, [[feature.path, !has]]);
      case 'above':
        return valueAt(values, feature.path) === undefined
          ? values
          : withValues(values, [[feature.path, has ? feature.limit : feature.limit + 1]]);
      case 'environment':
        return values;
    }
  }

  private mergeAll(
    seen: readonly ReturnType<Attempt['explain']>[],
    features: readonly Feature[],
    effects: ReadonlyMap<Feature, ReadonlySet<string>>,
  ): readonly DerivedObject[] {
    const identities = new Map(
      seen.flatMap(({ base }) =>
        Array.from(base.objects, ([identity, { file }]) => [identity, file] as const),
      ),
    );
    return Array.from(identities, ([identity, file]) => {
      const relevant = new Map(
        features.flatMap((feature, number) =>
          effects.get(feature)?.has(identity) ||
          features.some((other) => stands(other, feature) && effects.get(other)?.has(identity))
            ? [[number, feature] as const]
            : [],
        ),
      );
      const vocabulary = { features: relevant, environments: this.names };
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

  /**
   * Where parts do not merge into what the environments have, each environment has its own form of the object. The
   * templates know only the values that are offered.
   */
  private faithful(
    derived: DerivedObject,
    bases: readonly ReturnType<Attempt['explain']>[],
    offered: readonly ValuePath[],
  ): DerivedObject {
    const { file, identity, when, template } = derived;
    const own = bases.map(({ base, templates, release }) => ({
      name: base.environment,
      object: base.objects.get(identity)?.object,
      template: templates.get(identity),
      release: { ...release, values: only(base.values, offered) },
    }));
    const isRight = own.every(({ object, release }) => {
      if (when && !holds(when, release)) return object === undefined;
      return object !== undefined && isEqual(evaluate(template, release), object);
    });
    if (isRight) return derived;
    const forms = own.flatMap(({ name, template: form }) => (form ? [{ names: [name], form }] : []));
    const [first, ...others] = forms;
    if (!first) return derived;
    const inEnvironment = (names: readonly string[]): Condition => ({
      kind: 'feature',
      feature: { kind: 'environment', names },
    });
    return {
      file,
      identity,
      ...(forms.length < own.length && { when: inEnvironment(forms.flatMap(({ names }) => names)) }),
      template:
        others.length === 0
          ? first.form
          : {
              kind: 'choice',
              options: others.map(({ names, form }) => ({ when: inEnvironment(names), value: form })),
              otherwise: first.form,
            },
    };
  }

  private offered(features: readonly Feature[]): readonly ValuePath[] {
    const optional = features.flatMap((feature) => (feature.kind === 'present' ? [feature.path] : []));
    const free = this.leaves.filter((path) => !this.fixed.has(keyOf(path)));
    return [...free, ...optional.filter((path) => !free.some((leaf) => keyOf(leaf) === keyOf(path)))];
  }
}

const no: Template = { kind: 'literal', value: false };

/** The text by which a probe is recognised. */
function inside(first: unknown): string {
  const value: unknown = Array.isArray(first) ? first[0] : first;
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
}

/** What holds data comes before what holds checksums of it. */
function inDependencyOrder(objects: ObjectSet) {
  const holdsData = (identity: string): boolean => 'data' in (objects.get(identity)?.object ?? {});
  const all = [...objects];
  return [...all.filter(([id]) => holdsData(id)), ...all.filter(([id]) => !holdsData(id))];
}
