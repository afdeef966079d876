import { type Problem, shortestSecret } from '../../core/finding';

/** Texts that variables mark secret, and what functions make of them. */
export class SecretVariables {
  private readonly found = new Set<string>();

  get texts(): ReadonlySet<string> {
    return this.found;
  }

  /** Remembers one; gives what is wrong, without its place, with a text that nobody could keep secret. */
  add(text: string): Pick<Problem, 'rule' | 'message' | 'consequence' | 'fix'> | undefined {
    if (text.length >= shortestSecret) {
      this.found.add(text);
      return undefined;
    }
    return {
      rule: 'short-secret',
      message: `The secret ${text === '' ? 'is empty' : `has less than ${shortestSecret} characters`}.`,
      consequence: 'It could not be told from other text, and so neither be masked nor be found.',
      fix: 'Set the environment variable to a longer one.',
    };
  }
}
