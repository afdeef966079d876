import type { ComposeProblems } from './problem';

/** What the files of one model are read with: the project's own, or those of an include. */
export interface LoadScope {
  /** The folder that relative paths of the files start at. */
  readonly folder: string;
  /** Variables by name, for what the files fill in. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files that are being included, outermost first. */
  readonly including: readonly string[];
  readonly problems: ComposeProblems;
}
