import type { GivenTexts } from './files';
import type { ComposeProblems } from './problem';

/** What the files of one model are read with: the project's own, or those of an include. */
export interface LoadScope {
  /** The folder, absolute, in which the files look for what they name. */
  readonly folder: string;
  /** The same as it comes before their paths: relative to the folder of the files that include them. */
  readonly base: string;
  /** Variables by name, for what the files fill in. */
  readonly variables: ReadonlyMap<string, string>;
  /** What came by standard input. */
  readonly given: GivenTexts;
  /** Files that are being included, outermost first. */
  readonly including: readonly string[];
  readonly problems: ComposeProblems;
}
