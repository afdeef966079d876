import { type Budget, budget } from '../regions';

/** What all questions together may cost; each has a share of its own, so that one hard question leaves others theirs. */
export class Purse {
  private last: Budget = budget(0, 0);

  /** @param states joint states that may be looked at in all */
  constructor(private states = 4_000_000) {}

  /** What the next question may cost. */
  budget(): Budget {
    const given = budget();
    this.states -= this.spent;
    this.last = this.states > 0 ? given : budget(0, 0);
    return this.last;
  }

  private get spent(): number {
    const full = budget().states;
    return this.last.states <= 0 && this.last.decisions <= 0 ? 0 : full - Math.max(this.last.states, 0);
  }
}
