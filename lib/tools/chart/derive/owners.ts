import type { Rendering } from './derived';
import { type Probe, marksIn } from './probe';

/**
 * Which groups of values each object is made of, by what shows up in it. An object that is not understood is then
 * blamed on the values of its own groups alone.
 */
export class Owners {
  private readonly groupsByObject = new Map<string, Set<string>>();
  private readonly groupsByFile = new Map<string, ReadonlySet<string>>();
  private readonly files = new Map<string, string>();

  constructor(
    private readonly groupOf: (probe: Probe) => string,
    /** All groups: those of an object of which nothing is known. */
    private readonly all: ReadonlySet<string>,
  ) {}

  /** Learns from a rendering and from the same with the first probes in place. */
  learn(base: Rendering, changed: Rendering, probes: readonly Probe[]): void {
    const byMark = new Map<string, string>();
    const unmarked: (readonly [string, string])[] = [];
    for (const probe of probes) {
      const inside = textOf(probe.first);
      const [mark] = marksIn(inside);
      if (mark === undefined) unmarked.push([inside, this.groupOf(probe)]);
      else byMark.set(mark, this.groupOf(probe));
    }
    const both = [...base.objects, ...changed.objects];
    const ofFile = new Map<string, Set<string>>();
    for (const [identity, { file, object }] of both) {
      const text = JSON.stringify(object);
      const groups = this.groupsByObject.get(identity) ?? new Set();
      for (const mark of marksIn(text)) {
        const group = byMark.get(mark);
        if (group !== undefined) groups.add(group);
      }
      for (const [inside, group] of unmarked) if (text.includes(inside)) groups.add(group);
      this.groupsByObject.set(identity, groups);
      const inFile = ofFile.get(file) ?? new Set();
      for (const group of groups) inFile.add(group);
      ofFile.set(file, inFile);
    }
    for (const [file, groups] of ofFile) {
      this.groupsByFile.set(file, new Set([...(this.groupsByFile.get(file) ?? []), ...groups]));
    }
    // An object in which nothing shows up belongs to those whose objects stand in the same file.
    for (const [identity, { file }] of both)
      for (const group of ofFile.get(file) ?? []) this.groupsByObject.get(identity)?.add(group);
  }

  /** Notes which files the objects of a rendering stand in: one that is new belongs to those of its file. */
  note({ objects }: Pick<Rendering, 'objects'>): void {
    for (const [identity, { file }] of objects) if (!this.files.has(identity)) this.files.set(identity, file);
  }

  of(identity: string): ReadonlySet<string> {
    return this.known(identity) ?? this.all;
  }

  /** Whether it is known which groups of values an object is made of. */
  isKnown(identity: string): boolean {
    return this.known(identity) !== undefined;
  }

  private known(identity: string): ReadonlySet<string> | undefined {
    const own = this.groupsByObject.get(identity);
    if (own && own.size > 0) return own;
    const ofFile = this.groupsByFile.get(this.files.get(identity) ?? '');
    return ofFile && ofFile.size > 0 ? ofFile : undefined;
  }
}

/** The text by which a probe is recognised. */
function textOf(first: unknown): string {
  const value: unknown = Array.isArray(first) ? first[0] : first;
  return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
}
