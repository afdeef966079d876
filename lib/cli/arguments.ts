import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../core/base';
import { type Command, type Surroundings, UsageError } from './command';

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

/** Runs the action of a command that its first argument names, with the others. */
export function runAction(
  command: string,
  actions: Readonly<Record<string, Command['run']>>,
  [name = '', ...args]: string[],
  surroundings: Surroundings,
): ReturnType<Command['run']> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action) return action(args, surroundings);
  const names = Object.keys(actions);
  throw new UsageError(
    name === ''
      ? `name one of ${names.join(', ')}`
      : `${command} has no "${name}": ${meant(name, names, `there are ${names.join(', ')}`)}`,
  );
}
