/** A reason as a sentence; one that begins with the name of a setting keeps it as it is written. */
export function sentence(reason: string): string {
  const first = /^\w+\./.test(reason) ? reason.charAt(0) : reason.charAt(0).toUpperCase();
  return `${first}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}
