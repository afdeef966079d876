import type { Code } from '../catalogue';
import { type Outcome, carried, lost } from '../outcome';
import type { ServiceSource } from '../source';

/** What becomes of one key of a service. */
export interface KeyMapping {
  /** What it becomes, for the docs: keys of the environment, or words. */
  readonly becomes: string;
  /** What is told of it, for the docs: all codes that `map` may give. */
  readonly codes: readonly Code[];
  /** Asked only where the service has the key. */
  readonly map: (source: ServiceSource) => Iterable<Outcome>;
}

/** A key that has no counterpart, whatever it says. */
export function without(key: string, code: Code): KeyMapping {
  return { becomes: '–', codes: [code], map: ({ at }) => [lost(code, at(key))] };
}

/** A key that is said by what other keys become. */
export function saidBy(key: string, becomes: string): KeyMapping {
  return { becomes, codes: [], map: ({ at }) => [carried(at(key))] };
}
