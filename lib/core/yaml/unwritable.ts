/** That a value has no JSON form; the message says why. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';

  /** Keys and indexes that lead to the value. They are put together on the way out: hardly any value is refused. */
  readonly path: (string | number)[] = [];
}
