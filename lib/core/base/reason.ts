/** Why something failed, in the words of its error. fetch says only that it failed; why stands in the cause. */
export function reasonOf(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  return [cause, error].map(messageOf).find((message) => message !== '') ?? String(error);
}

function messageOf(error: unknown): string {
  const isTold = typeof error === 'object' && error !== null && 'message' in error;
  return isTold && typeof error.message === 'string' ? error.message : '';
}
