/** The states of a machine that is laid out while it is walked: each position gets a number, and each step is taken once. */
export class States<Position> {
  private readonly positions: Position[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly steps: Map<number, number>[] = [];

  /** @param keyOf equal texts for positions from which the machine goes on alike */
  constructor(private readonly keyOf: (position: Position) => string) {}

  /** The number of a position; that of the first is 0. */
  number(position: Position): number {
    const key = this.keyOf(position);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.positions.push(position) - 1;
    this.steps.push(new Map());
    this.numbers.set(key, number);
    return number;
  }

  /** The position of a state; undefined for a number that none has. */
  at(state: number): Position | undefined {
    return this.positions[state];
  }

  /** The state behind a character. */
  step(state: number, code: number, read: (state: number, code: number) => number): number {
    const steps = this.steps[state];
    const known = steps?.get(code);
    if (known !== undefined) return known;
    const next = read(state, code);
    steps?.set(code, next);
    return next;
  }
}
