/** Work that may still be done before a search gives up: joint states that are looked at, and decisions taken. */
export interface Budget {
  states: number;
  decisions: number;
  /** Questions of one memory share what was found of texts. @default those of this budget alone */
  readonly memory?: object;
}

/** What one question may cost. */
export function budget(states = 20_000, decisions = 5000, memory?: object): Budget {
  return { states, decisions, ...(memory && { memory }) };
}

/** What one question may cost that shares what was found with others of one memory. */
export function budgetWith(memory: object): Budget {
  return budget(undefined, undefined, memory);
}
