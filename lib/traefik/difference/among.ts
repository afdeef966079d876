import type { Formula } from '../regions';
import type { RequestLine, Rule } from '../rule';
import { type Door, type Lane, type Scheme, asArrived, holds } from '../ways';

/** Requests that are compared, where not all are. */
export interface Among {
  /** A rule of HTTP that takes them as they arrive. @default all */
  readonly rule?: Rule;
  /** Names of the entry points by which they come. @default all */
  readonly entryPoints?: readonly string[];
  /** @default all */
  readonly scheme?: Scheme;
}

/** The requests that are compared, in forms in which they can be asked. */
export class Compared {
  /** What holds of each of them. */
  readonly asked: readonly Formula[];

  constructor(private readonly among: Among) {
    this.asked = among.rule ? [asArrived(among.rule.tree)] : [];
  }

  /** Whether some of them may come in at a door. */
  comeTo({ entryPoint, scheme }: Door): boolean {
    const { rule, entryPoints, scheme: wanted } = this.among;
    return (
      (entryPoints === undefined || entryPoints.includes(entryPoint.name)) &&
      (wanted === undefined || wanted === scheme) &&
      (rule === undefined || scheme === 'http' || scheme === 'https')
    );
  }

  /** The lanes of a door that may take some of them. */
  lanes(door: Door): readonly Lane[] {
    return this.among.rule ? door.near(this.among.rule) : door.lanes;
  }

  /** Whether a request to a door is one of them. */
  has(door: Door, request: RequestLine): boolean {
    if (this.asked.length === 0) return true;
    const arrived = door.arrived(request);
    return arrived !== undefined && this.asked.every((condition) => holds(condition, arrived));
  }
}
