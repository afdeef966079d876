import type { FieldPath } from '../../../core/finding';

/** What a policy has that cannot be said in other words, at its field. */
export class Untranslated extends Error {
  constructor(
    message: string,
    readonly field: FieldPath,
    readonly isOfBinding = false,
  ) {
    super(message);
  }
}
