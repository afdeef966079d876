import type { RuleId } from '../finding';

/** Something wrong with a text, at an offset of it. */
export interface YamlFault {
  readonly rule: RuleId;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly consequence?: string;
  readonly fix?: string;
  readonly offset: number;
  /** Where the same was said before. */
  readonly earlier?: number;
}

/** A fault as it is found; most are errors. */
export type NewFault = Omit<YamlFault, 'offset' | 'severity'> & Partial<Pick<YamlFault, 'severity'>>;

/** The faults of one text, in the order in which they are found. */
export class YamlFaults {
  readonly all: YamlFault[] = [];

  add(offset: number, fault: NewFault): void {
    this.all.push({ severity: 'error', ...fault, offset: Math.max(offset, 0) });
  }
}
