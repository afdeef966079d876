import { RuleError, fromBytes, scanString, toBytes } from '../../traefik/rule';

/** What a string in double quotes says, with Go's escapes; undefined where it is none, or goes on behind its quotes. */
export function quotedValue(text: string): string | undefined {
  const bytes = toBytes(text);
  try {
    const { value, end } = scanString(bytes, 0);
    return end === bytes.length ? fromBytes(value) : undefined;
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}
