import { canonicalValue } from '../../../core/manifest';
import { isEqual, isPlainMap } from '../../../core/base';
import { type Computation, decimal } from '../template/computation';
import { type Probe, tokensIn } from './probe';
import type { Part, Template, ValueUse } from '../template/template';

/** Three renderings of the same part of an object: as it is, and with the first and the second probes. */
export interface Renderings {
  readonly base: unknown;
  readonly first: unknown;
  readonly second: unknown;
}

/** The template of a part that is told by its key, such as a checksum over other objects. */
export type KnownPart = (key: string, renderings: Renderings) => Template | undefined;

/** Something changed with the probes, and how is not known. */
export class Unexplained extends Error {}

/** Finds out which values stand where in objects, by the probes that show up there. */
export class Explainer {
  private readonly whole = new Map<string, Probe>();
  private readonly byNumber = new Map<number, Probe>();
  private readonly byDigits = new Map<string, Probe>();
  /** Those that can be recognised within a text although they hold no token: digests. */
  private readonly withoutToken: Probe[] = [];
  private candidates: readonly Probe[] = [];

  constructor(
    probes: readonly Probe[],
    private readonly computations: readonly Computation[],
  ) {
    for (const probe of probes) {
      this.whole.set(textOf(probe.first), probe);
      if (typeof probe.first === 'number') {
        this.whole.set(JSON.stringify(String(probe.first)), probe);
        this.byDigits.set(String(probe.first), probe);
      }
      if (typeof probe.first !== 'string') continue;
      const [digits] = /^\d+/.exec(probe.first) ?? [];
      if (digits !== undefined) this.byDigits.set(digits, probe);
      const uniques = tokensIn(probe.first);
      for (const unique of uniques) this.byNumber.set(unique, probe);
      if (uniques.length === 0 && probe.first.length > 20) this.withoutToken.push(probe);
    }
  }

  /**
   * @param candidates the probes that a computation may have to do with
   * @throws Unexplained where a part of it follows in no way that is known
   */
  explainObject(renderings: Renderings, candidates: readonly Probe[], known?: KnownPart): Template {
    this.candidates = candidates;
    return this.explain(renderings, known);
  }

  private explain(renderings: Renderings, known: KnownPart = () => undefined, key = ''): Template {
    const { base, first, second } = renderings;
    const special = known(key, renderings);
    if (special) return special;
    if (Array.isArray(base)) return this.explainList(base, renderings, known);
    if (isPlainMap(base)) {
      if (!isPlainMap(first) || !isPlainMap(second) || !sameKeys(base, first) || !sameKeys(base, second))
        throw new Unexplained();
      const entries = Object.keys(base).map((key): Part => ({
        key,
        value: this.explain({ base: base[key], first: first[key], second: second[key] }, known, key),
      }));
      return { kind: 'map', entries };
    }
    if (base === first && base === second) return { kind: 'literal', value: base };
    return this.explainWhole(renderings) ?? this.explainText(renderings) ?? this.explainComputed(renderings);
  }

  private explainList(base: readonly unknown[], renderings: Renderings, known: KnownPart): Template {
    const { first, second } = renderings;
    if (!Array.isArray(first) || !Array.isArray(second)) throw new Unexplained();
    const whole = this.explainWhole(renderings);
    if (whole) return whole;
    if (first.length !== base.length || second.length !== base.length) throw new Unexplained();
    const items = base.map((item: unknown, index): Part => ({
      key: String(index),
      value: this.explain({ base: item, first: first[index], second: second[index] }, known),
    }));
    return { kind: 'list', items };
  }

  private explainWhole({ base, first, second }: Renderings): Template | undefined {
    const probe = this.whole.get(textOf(first));
    if (!probe) return undefined;
    const text = typeof first === 'string';
    const shown = (value: unknown): unknown =>
      text && typeof probe.base === 'number' ? String(value) : value;
    if (!isEqual(shown(probe.base), base) || !isEqual(shown(probe.second), second)) return undefined;
    const computation = text && typeof probe.base === 'number' ? decimal.name : undefined;
    return { kind: 'value', path: probe.path, text, ...(computation !== undefined && { computation }) };
  }

  private explainText({ base, first, second }: Renderings): Template | undefined {
    if (typeof first !== 'string') return undefined;
    const probes = new Set([
      ...tokensIn(first).flatMap((unique) => this.byNumber.get(unique) ?? []),
      ...[...first.matchAll(/(?<![\d.]|zq)\d+(?:\.\d+)?/gi)].flatMap(
        ([digits]) => this.byDigits.get(digits) ?? [],
      ),
      ...this.withoutToken.filter((probe) => first.includes(String(probe.first))),
    ]);
    if (probes.size === 0) return undefined;
    let parts: (string | Probe)[] = [first];
    for (const probe of probes) {
      const inside = String(probe.first);
      parts = parts.flatMap((part) =>
        typeof part === 'string'
          ? part
              .split(inside)
              .flatMap((piece, index): (string | Probe)[] => (index === 0 ? [piece] : [probe, piece]))
          : [part],
      );
    }
    const textWith = (turn: 'base' | 'second'): string =>
      parts.map((part) => (typeof part === 'string' ? part : String(part[turn]))).join('');
    if (textWith('base') !== base || textWith('second') !== second) return undefined;
    const uses = parts
      .filter((part) => part !== '')
      .map((part): string | ValueUse => {
        if (typeof part === 'string') return part;
        return { path: part.path, ...(typeof part.base === 'number' && { computation: decimal.name }) };
      });
    return { kind: 'text', parts: uses };
  }

  private explainComputed(renderings: Renderings): Template {
    const { base, first, second } = renderings;
    const text = typeof first === 'string';
    for (const { name, compute, takes = 1 } of this.computations) {
      const makes = (...probes: readonly Probe[]): boolean =>
        isEqual(compute(...probes.map((probe) => probe.first)), first) &&
        isEqual(compute(...probes.map((probe) => probe.second)), second) &&
        isEqual(compute(...probes.map((probe) => probe.base)), base);
      const found = takes === 1 ? this.candidates.find((probe) => makes(probe)) : undefined;
      if (found) return { kind: 'value', path: found.path, text, computation: name };
      const pair = takes === 2 ? this.pairOf(makes) : undefined;
      if (pair) return { kind: 'value', path: pair[0].path, second: pair[1].path, text, computation: name };
    }
    const sum = this.explainSum(renderings);
    if (sum) return sum;
    throw new Unexplained();
  }

  /** A whole number that is one or two values and a constant. */
  private explainSum({ base, first, second }: Renderings): Template | undefined {
    const text = typeof first === 'string';
    const [ours, theirs, others] = [wholeNumber(base), wholeNumber(first), wholeNumber(second)];
    if (ours === undefined || theirs === undefined || others === undefined) return undefined;
    const numbers = this.candidates.filter(
      ({ base: value, first: one }) => typeof one === 'number' && Number.isInteger(value),
    );
    const adds = (...probes: readonly Probe[]): boolean => {
      const plus = ours - sumOf(probes, 'base');
      return sumOf(probes, 'first') + plus === theirs && sumOf(probes, 'second') + plus === others;
    };
    const single = numbers.find((probe) => adds(probe));
    const probes = single ? [single] : this.pairOf(adds, numbers);
    if (!probes) return undefined;
    return { kind: 'sum', text, paths: probes.map(({ path }) => path), plus: ours - sumOf(probes, 'base') };
  }

  private pairOf(
    fits: (a: Probe, b: Probe) => boolean,
    candidates = this.candidates,
  ): readonly [Probe, Probe] | undefined {
    for (const a of candidates) {
      const b = candidates.find((other) => other !== a && fits(a, other));
      if (b) return [a, b];
    }
    return undefined;
  }
}

/** What is compared: the order of keys does not matter. */
function textOf(value: unknown): string {
  return JSON.stringify(canonicalValue(value));
}

/** A whole number, or a text that is one. */
function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function sumOf(probes: readonly Probe[], turn: 'base' | 'first' | 'second'): number {
  return probes.reduce((sum, probe) => sum + Number(probe[turn]), 0);
}

function sameKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}
