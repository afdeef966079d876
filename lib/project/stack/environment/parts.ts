import type { IConstruct } from 'constructs';
import { ProblemError } from '../../../core/finding';
import { nearest } from '../../../core/base';

/** The parts of one section of an environment, by the names that its files give them. */
export class Parts<Part extends IConstruct> {
  /**
   * @param section where they stand in the files, for example `routes.http`
   * @param owner path of the construct that has them
   */
  constructor(
    private readonly section: string,
    private readonly owner: string,
    private readonly parts: ReadonlyMap<string, Part>,
  ) {}

  /** The part of this name, if the environment declares it. */
  find(name: string): Part | undefined {
    return this.parts.get(name);
  }

  /**
   * The part of this name.
   *
   * @throws ProblemError where the environment declares no such part
   */
  get(name: string): Part {
    const part = this.parts.get(name);
    if (part) return part;
    throw new ProblemError([
      {
        rule: 'unknown-part',
        severity: 'error',
        construct: this.owner,
        message: `The environment has no "${name}" under ${this.section}.`,
        fix: this.suggest(name),
      },
    ]);
  }

  /** All parts by name, in the order of the files. */
  entries(): readonly (readonly [string, Part])[] {
    return [...this.parts];
  }

  /** What could have been meant by a name that is not here. */
  suggest(name: string): string {
    const near = nearest(name, this.parts.keys());
    if (near !== undefined) return `Did you mean "${near}"?`;
    const names = [...this.parts.keys()].join(', ');
    return names === ''
      ? `There is nothing under ${this.section}.`
      : `There is ${names} under ${this.section}.`;
  }
}
