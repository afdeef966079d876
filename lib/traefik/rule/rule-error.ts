/** Messages quote the rule, which may be of any length. */
const MAX_MESSAGE = 300;

/** Why Traefik would not take a rule: the router of such a rule is disabled and serves nothing. */
export class RuleError extends Error {
  override readonly name = 'RuleError';

  /**
   * @param message what Traefik would say
   * @param offset where in the rule's text, counted in UTF-16 units as JavaScript's strings are
   * @param fix what to write instead, where that is known
   */
  constructor(
    message: string,
    readonly offset: number,
    readonly fix?: string,
  ) {
    super(message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message);
  }
}
