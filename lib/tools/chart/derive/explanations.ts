import { isEqual } from '../../../core/base';
import { type ApiObjectData } from '../../../core/manifest';
import type { Template } from '../template/template';
import type { Probe } from './probe';

/** An object in three renderings, and the values that it may be made of. */
export interface Watched {
  readonly identity: string;
  readonly base: ApiObjectData;
  readonly first: ApiObjectData | undefined;
  readonly second: ApiObjectData | undefined;
  readonly candidates: readonly Probe[];
}

/** The templates of a file's objects, one after another; undefined of what is not understood. */
export type Templates = readonly (Template | undefined)[];

/**
 * Remembers the templates of files. A program that renders the same values once alone gives the same objects for all
 * environments that have them, and for the many combinations of features in which a file has no part.
 */
export class Explanations {
  private readonly known = new WeakMap<ApiObjectData, Known[]>();

  of(watched: readonly Watched[], explain: () => Templates): Templates {
    const [first] = watched;
    if (!first) return [];
    const all = this.known.get(first.base) ?? [];
    const same = all.find(
      (one) =>
        one.watched.length === watched.length &&
        one.watched.every((other, index) => isSame(other, watched[index])),
    );
    if (same) return same.templates;
    const templates = explain();
    this.known.set(first.base, [...all, { watched, templates }]);
    return templates;
  }
}

interface Known {
  readonly watched: readonly Watched[];
  readonly templates: Templates;
}

function isSame(a: Watched, b: Watched | undefined): boolean {
  return (
    a.base === b?.base &&
    a.first === b.first &&
    a.second === b.second &&
    a.candidates.length === b.candidates.length &&
    a.candidates.every((probe, index) => isSameProbe(probe, b.candidates[index]))
  );
}

function isSameProbe(a: Probe, b: Probe | undefined): boolean {
  return (
    a.path === b?.path && isEqual(a.base, b.base) && isEqual(a.first, b.first) && isEqual(a.second, b.second)
  );
}
