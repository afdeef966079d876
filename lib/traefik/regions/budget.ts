/** Work that may still be done before a search gives up: joint states that are looked at, and decisions taken. */
export interface Budget {
  states: number;
  decisions: number;
}

/** What one question may cost. */
export function budget(states = 20_000, decisions = 5000): Budget {
  return { states, decisions };
}
