import { groupBy } from '../../../core/base';
import { type ApiObjectData } from '../../../core/manifest';
import { type Computation, decimal } from '../template/computation';
import type { Release } from '../template/evaluate';
import type { Feature } from '../template/template';
import { type ValuePath, type Values, keyOf } from '../values';
import { type Trial, culprits } from './culprits';
import type { Derivation, Explained, FixedValue, Rendering } from './derived';
import type { KnownPart } from './explain';
import { Explanations } from './explanations';
import { objectSet } from './objects';
import { Owners } from './owners';
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

/** A program under observation: its values, which of them are tried out with what, and what it makes of them. */
export class WatchedProgram {
  readonly leaves: readonly ValuePath[];
  /** Leaves that are not tried out, by their keys. */
  readonly fixed: Map<string, FixedValue>;
  readonly computations: readonly Computation[];
  readonly owners: Owners;
  readonly explanations = new Explanations();
  private readonly choices: ReadonlyMap<string, readonly unknown[]>;
  private readonly groupsByPath = new WeakMap<ValuePath, string>();
  private readonly numbers: ReadonlyMap<string, number>;

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
    this.choices = new Map(
      (derivation.choices ?? []).map(({ path, values }) => [keyOf(path), values] as const),
    );
    this.computations = [...(derivation.computations ?? []), decimal];
    this.owners = new Owners(
      ({ path }) => this.groupOf(path),
      new Set(this.leaves.map((path) => this.groupOf(path))),
    );
  }

  get environments(): ReadonlyMap<string, Values> {
    return this.derivation.environments;
  }

  groupOf(path: ValuePath): string {
    const known = this.groupsByPath.get(path);
    if (known !== undefined) return known;
    const group = this.derivation.groupOf?.(path) ?? '';
    this.groupsByPath.set(path, group);
    return group;
  }

  /** Of some leaves those that objects do not bear changed, as trials tell. */
  culprits(paths: readonly ValuePath[], trial: Trial, confirm = true): readonly ValuePath[] {
    const groups = groupBy(paths, (path) => this.groupOf(path));
    return culprits(groups, trial, confirm);
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
    const objects = objectSet(files);
    this.owners.note({ objects });
    return { environment, values, objects, failed: false };
  }

  release({ values, environment }: Rendering): Release {
    return { values, environment, computations: this.computations };
  }

  /** Other values for those of the leaves that are there and are tried out. */
  probes(values: Values, paths: readonly ValuePath[]): readonly Probe[] {
    const free = paths.filter((path) => !this.fixed.has(keyOf(path)));
    const { alternatives = similarValues } = this.derivation;
    const others: Alternatives = (path, value, unique) => {
      // What is one of some is no other value that nobody writes.
      if (this.choicesOf(path) !== undefined) return undefined;
      const pair = alternatives(path, value, unique);
      return pair && this.gentle.has(keyOf(path)) ? gentleValues(value, unique) : pair;
    };
    return probesOf(values, free, others, this.numbers);
  }

  /** What a value may be, where the program says that it chooses between some. */
  choicesOf(path: ValuePath): readonly unknown[] | undefined {
    return this.choices.get(keyOf(path));
  }

  /** The short forms of a value. */
  shortForms(value: unknown): readonly unknown[] {
    return (this.derivation.shortForms ?? shortForms)(value);
  }

  /** What is known of a file's objects by the keys of their parts. */
  knownParts(explained: readonly Explained[], file: string): KnownPart | undefined {
    return this.derivation.known?.(explained, file);
  }

  /** Whether it is known what decides on the form of objects. */
  get knowsSwitches(): boolean {
    return this.derivation.switches !== undefined;
  }

  /** What a leaf is known to decide on. */
  switchesOf(path: ValuePath, value: unknown): readonly Feature[] {
    return this.derivation.switches?.(path, value) ?? [];
  }

  /** Learns which groups of values the objects of a rendering are made of. */
  learnOwners(base: Rendering): void {
    const probes = this.probes(base.values, this.leaves);
    const changed = this.render(base.environment, probed(base.values, probes, 'first'));
    this.owners.learn(base, changed, probes);
  }
}
