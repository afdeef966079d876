import { type ApiObjectData } from '../../core/manifest';
import { groupBy } from '../../core/base';
import { type Computation, decimal } from './computation';
import { type Trial, culprits } from './culprits';
import { type Release, evaluate, holds } from './evaluate';
import { Explainer, type KnownPart, Unexplained } from './explain';
import { type ObjectSet, objectSet } from './objects';
import {
  type Alternatives,
  type Probe,
  allLeaves,
  gentleValues,
  probed,
  probesOf,
  shortForms,
  similarValues,
} from './probe';
import type { Condition, Template } from './template';
import { type ValuePath, type Values, isEqual, keyOf, valueAt } from './values';

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
  /**
   * Short forms of a value, longest first, which the templates may get wrong where they get others right. Where that
   * is so, the chart refuses them.
   *
   * @default the empty text, and lists of one item and none
   */
  readonly shortForms?: (value: unknown) => readonly unknown[];
  /** Computations that are known beside taking a value as it is. @default none */
  readonly computations?: readonly Computation[];
  /**
   * The part of the values that a leaf belongs to. Leaves of different groups have so little to do with each other that
   * they are tried at the same time.
   *
   * @default all are one group
   */
  readonly groupOf?: (path: ValuePath) => string;
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
  /** The fewest characters or items that a value may have, by its key; without one any number. */
  readonly shortest: ReadonlyMap<string, number>;
  /** Those that may be taken away, or be as one of the environments has them; within them others may be offered. */
  readonly removable: readonly ValuePath[];
  /** Those that may not, because what follows from them is not known. */
  readonly fixed: readonly FixedValue[];
}

/** One rendering with its values. */
export interface Rendering {
  readonly environment: string;
  readonly values: Values;
  readonly objects: ObjectSet;
  /** The program threw an error instead; there are no objects then. */
  readonly failed: boolean;
}

/** Why a value is not offered. */
export type FixedReason =
  /** Environments have values of different types there. */
  | 'unlike'
  /** No other value of the same kind is known that could be tried. */
  | 'untried'
  /** The program refuses the values that were tried. */
  | 'refused'
  /** What follows from it is no copy and no computation that is known. */
  | 'unexplained'
  /** Nothing in the objects follows from it. */
  | 'unused';

/** A value that is not offered. */
export interface FixedValue {
  readonly path: ValuePath;
  readonly reason: FixedReason;
}

/** A program under observation: what it makes of values, and which values show up where. */
export class WatchedProgram {
  readonly leaves: readonly ValuePath[];
  /** Leaves that are not tried out, by their keys. */
  readonly fixed: Map<string, FixedValue>;
  private readonly groupsByPath = new WeakMap<ValuePath, string>();
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly computations: readonly Computation[];
  private readonly groups: ReadonlySet<string>;
  /** Groups whose values show up in an object. */
  private readonly owners = new Map<string, Set<string>>();

  constructor(
    private readonly derivation: Derivation,
    fixed: Iterable<FixedValue>,
    /** Leaves for which the program refuses the usual probes, by their keys. */
    private readonly gentle: ReadonlySet<string>,
    /** Whether environments have values of different types there, which then is no value of the chart. */
    readonly isUnlike: (path: ValuePath) => boolean,
  ) {
    this.leaves = allLeaves(derivation.environments.values());
    this.numbers = new Map(this.leaves.map((path, index) => [keyOf(path), index]));
    const unlike = this.leaves.filter(isUnlike).map((path): FixedValue => ({ path, reason: 'unlike' }));
    this.fixed = new Map([...fixed, ...unlike].map((value) => [keyOf(value.path), value]));
    this.groups = new Set(this.leaves.map((path) => this.groupOf(path)));
    this.computations = [...(derivation.computations ?? []), decimal];
  }

  groupOf(path: ValuePath): string {
    const known = this.groupsByPath.get(path);
    if (known !== undefined) return known;
    const group = this.derivation.groupOf?.(path) ?? '';
    this.groupsByPath.set(path, group);
    return group;
  }

  /** Of some leaves those that objects do not bear changed, as trials tell. */
  culprits(paths: readonly ValuePath[], trial: Trial): readonly ValuePath[] {
    return culprits(
      groupBy(paths, (path) => this.groupOf(path)),
      trial,
    );
  }

  get environments(): ReadonlyMap<string, Values> {
    return this.derivation.environments;
  }

  /** The short forms of a value. */
  shortForms(value: unknown): readonly unknown[] {
    return (this.derivation.shortForms ?? shortForms)(value);
  }

  /** What the program makes of values. */
  render(environment: string, values: Values): Rendering {
    let files: ReadonlyMap<string, readonly ApiObjectData[]>;
    try {
      files = this.derivation.render(values, environment);
    } catch {
      // A program may refuse what is tried out with it.
      return { environment, values, objects: new Map(), failed: true };
    }
    return { environment, values, objects: objectSet(files), failed: false };
  }

  release({ values, environment }: Rendering): Release {
    return { values, environment, computations: this.computations };
  }

  probes(values: Values, paths: readonly ValuePath[]): readonly Probe[] {
    const free = paths.filter((path) => !this.fixed.has(keyOf(path)));
    const { alternatives = similarValues } = this.derivation;
    const others: Alternatives = (path, value, unique) =>
      alternatives(path, value, unique) &&
      (this.gentle.has(keyOf(path)) ? gentleValues(value, unique) : alternatives(path, value, unique));
    return probesOf(values, free, others, this.numbers);
  }

  /** Learns which groups of values an object is made of, by what shows up in it. */
  findOwners({ environment, values, objects }: Rendering): void {
    const probes = this.probes(values, this.leaves);
    const byFirst = probes.map(({ path, first }) => [this.groupOf(path), inside(first)] as const);
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

  ownersOf(identity: string): ReadonlySet<string> {
    const owners = this.owners.get(identity);
    return owners && owners.size > 0 ? owners : this.groups;
  }

  /** Whether it is known which groups of values an object is made of. */
  isOwned(identity: string): boolean {
    return (this.owners.get(identity)?.size ?? 0) > 0;
  }

  explainObjects(
    base: Rendering,
    probes: readonly Probe[],
    fail: (identity: string) => void,
  ): Map<string, Template> {
    const { environment, values } = base;
    const first = this.render(environment, probed(values, probes, 'first')).objects;
    const second = this.render(environment, probed(values, probes, 'second')).objects;
    const explainer = new Explainer(probes, this.computations);
    // What is computed of two values is so even while only one of them is tried out.
    const probing = new Set(probes.map(({ path }) => keyOf(path)));
    const still = this.leaves.flatMap((path): readonly Probe[] => {
      const value = valueAt(values, path);
      if (value === undefined || probing.has(keyOf(path)) || this.fixed.has(keyOf(path))) return [];
      return [{ path, base: value, first: value, second: value }];
    });
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
        const owners = this.ownersOf(identity);
        const candidates = [...probes, ...still].filter(({ path }) => owners.has(this.groupOf(path)));
        const template = explainer.explainObject(renderings, candidates, checked);
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

  /** The groups of objects that the templates render otherwise than the program. */
  differing(rendering: Rendering, derived: readonly DerivedObject[]): Set<string> {
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
}

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
