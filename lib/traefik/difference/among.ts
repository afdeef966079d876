import type { Formula } from '../regions';
import type { RequestLine, Rule } from '../rule';
import { type Door, type Lane, type Scheme, asArrived, holds } from '../ways';

/** Requests that are compared, where not all are, and what is one and the same though its name is another one. */
export interface Among {
  /** A rule of HTTP that takes them as they arrive. @default all */
  readonly rule?: Rule;
  /** Names of the entry points by which they come. @default all */
  readonly entryPoints?: readonly string[];
  /** @default all */
  readonly scheme?: Scheme;
  /**
   * Names of TLS options of the first Traefik as the second one calls them, where providers name them otherwise.
   * @default they keep their names
   */
  readonly optionNames?: ReadonlyMap<string, string>;
}

/** The requests that are compared, in forms in which they can be asked. */
export class Compared {
  /** What holds of each of them. */
  readonly asked: readonly Formula[];

  constructor(private readonly among: Among) {
    this.asked = among.rule ? [asArrived(among.rule.tree)] : [];
  }

  /** TLS options of the first Traefik by the name that the second one has for them. */
  optionsNow(name: string): string {
    return this.among.optionNames?.get(name) ?? name;
  }

  /** Whether the TLS options of a door have another name in the second Traefik. */
  isRenamed({ tls }: Door): boolean {
    return tls !== undefined && this.optionsNow(tls.options) !== tls.options;
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
