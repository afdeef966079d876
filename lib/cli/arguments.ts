import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../core/base';
import { UsageError } from './command';

/** `parseArgs` of Node with its complaints turned into wrong usage. */
export function parseArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unknown = /Unknown option '(-[^']*)'/.exec(message)?.[1];
    throw new UsageError(
      unknown === undefined ? message : noOption(unknown, Object.keys(config.options ?? {})),
    );
  }
}

function noOption(written: string, names: readonly string[]): string {
  const options = names.map((name) => `--${name}`);
  return `there is no option ${written}: ${meant(written, options, `there are ${options.join(', ')}`)}`;
}

/** The value of an option that takes one of a few words. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const near = nearest(value, allowed);
  const hint = near === undefined ? '' : `: did you mean "${near}"?`;
  throw new UsageError(`${option} takes ${allowed.join(' or ')}, not "${value}"${hint}`);
}

/** The word that was meant by one that is not there, else what there is. */
export function meant(word: string, words: readonly string[], otherwise: string): string {
  const near = nearest(word, words);
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}
