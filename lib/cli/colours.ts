import { UsageError, type Surroundings } from './command';

/** Writes a text in a colour, or leaves it as it is. */
export type Paint = (colour: keyof typeof codes, text: string) => string;

const codes = { red: 31, yellow: 33, dim: 2, bold: 1 } as const;

/**
 * Colours where somebody sees them: on a terminal, unless NO_COLOR is set (https://no-color.org) or `--color` says.
 *
 * @throws UsageError where `--color` says something else than auto, always or never
 */
export function paintFor(color: string, { variables, isTerminal = false }: Surroundings): Paint {
  if (!['auto', 'always', 'never'].includes(color))
    throw new UsageError(`--color takes auto, always or never, not "${color}"`);
  const isPlain = (variables['NO_COLOR'] ?? '') !== '';
  const isOn = color === 'always' || (color === 'auto' && isTerminal && !isPlain);
  return (colour, text) => (isOn ? `\u001B[${codes[colour]}m${text}\u001B[0m` : text);
}
