import { isPlainMap } from '../manifest';
import { type Computation, decimal } from './computation';
import { type Probe, tokensIn } from './probe';
import type { Part, Template, ValueUse } from './template';
import { isEqual } from './values';

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
  /** Those that can be recognised within a text although they hold no token: digests. */
  private readonly withoutToken: Probe[] = [];

  constructor(
    private readonly probes: readonly Probe[],
    private readonly computations: readonly Computation[],
  ) {
    for (const probe of probes) {
      this.whole.set(JSON.stringify(probe.first), probe);
      if (typeof probe.first === 'number') this.whole.set(JSON.stringify(String(probe.first)), probe);
      if (typeof probe.first !== 'string') continue;
      const uniques = tokensIn(probe.first);
      for (const unique of uniques) this.byNumber.set(unique, probe);
      if (uniques.length === 0 && probe.first.length > 20) this.withoutToken.push(probe);
    }
  }

  /** @throws Unexplained where a part of it follows in no way that is known */
  explain(renderings: Renderings, known: KnownPart = () => undefined, key = ''): Template {
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
    const probe = this.whole.get(JSON.stringify(first));
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
      .map((part): string | ValueUse => (typeof part === 'string' ? part : { path: part.path }));
    return { kind: 'text', parts: uses };
  }

  private explainComputed({ base, first, second }: Renderings): Template {
    for (const { name, compute } of this.computations) {
      const probe = this.probes.find(
        (candidate) =>
          isEqual(compute(candidate.first), first) &&
          isEqual(compute(candidate.second), second) &&
          isEqual(compute(candidate.base), base),
      );
      if (probe)
        return { kind: 'value', path: probe.path, text: typeof first === 'string', computation: name };
    }
    throw new Unexplained();
  }
}

function sameKeys(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key));
}
