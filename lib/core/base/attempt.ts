/** A thing that could be made, or why it could not. */
export type Attempt<T> = { readonly value: T } | { readonly reason: string };

/** Succeeded. */
export function made<T>(value: T): Attempt<T> {
  return { value };
}

/** Failed, in the words of a log line. */
export function failed(reason: string): { readonly reason: string } {
  return { reason };
}

/** Whether an attempt failed. */
export function isFailed<T>(attempt: Attempt<T>): attempt is { readonly reason: string } {
  return 'reason' in attempt;
}
