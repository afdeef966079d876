/** How much a problem weighs: an `error` stops the synth, a `warning` is printed, an `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * The number of a rule, the same in every version: `lint` prints it, and by it a rule is switched off. Policies, which
 * weigh more in production than elsewhere, are PL.
 */
export type RuleCode = `TR${number}` | `PL${number}`;

/** What is known of one kind of mistake, wherever it is found: its entry in the catalogue. */
export interface Rule {
  /** How much it weighs, unless the finding itself says less. @default 'error' */
  readonly severity?: Severity;
  /**
   * Its number. A new rule takes one that no rule has had: below TR100 are the classic mistakes in objects of Traefik,
   * from TR101 what users report most, then a range for each group.
   */
  readonly code: RuleCode;
  /** What is wrong, in one sentence. */
  readonly wrong: string;
  /** What Kubernetes, Traefik, Helm or Go does with it; findings that know more say more. */
  readonly consequence: string;
  /** What to write instead; findings that know more say more. */
  readonly fix: string;
}

/** Rules that look at the same thing. */
export interface RuleGroup {
  readonly title: string;
  /** What they look at, in one sentence. */
  readonly looksAt: string;
  readonly rules: Readonly<Record<string, Rule>>;
}
