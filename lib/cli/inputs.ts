import { type ApiObjectData, readObjects } from '../core/manifest';
import { readText } from '../core/file';
import { type Problem, ProblemError, hasErrors } from '../core/finding';
import { parseYaml } from '../core/yaml';
import { type Surroundings, UsageError } from './command';

/** Options of every command that reads objects. */
export const inputOptions = {
  filename: { type: 'string', short: 'f', multiple: true },
  traefik: { type: 'string' },
} as const;

/** What `--help` says of them. */
export const inputHelp = [
  '  -f, --filename PATH  a file, a folder (.yaml, .yml, .json below it), or - for standard input; repeatable',
  '  --traefik FILE       the static configuration of Traefik (default: what the official Helm chart 41 runs)',
].join('\n');

/**
 * Reads the objects of `-f`. That there are none is told, but no mistake: a cluster may be empty.
 *
 * @throws UsageError where none is named, ProblemError with everything that cannot be read
 */
export function readInput(
  filenames: readonly string[] | undefined,
  { standardInput, err }: Surroundings,
): readonly ApiObjectData[] {
  if (filenames === undefined) throw new UsageError('name the objects with -f');
  const { objects, problems } = readObjects(filenames, standardInput);
  throwErrors(problems);
  if (objects.length === 0) err(`There are no API objects in ${filenames.join(', ')}.\n`);
  return objects.map(({ object }) => object);
}

/**
 * Reads Traefik's static configuration.
 *
 * @returns undefined without a file
 * @throws ProblemError where it cannot be read
 */
export function readTraefik(file: string | undefined): unknown {
  if (file === undefined) return undefined;
  const { documents, problems } = parseYaml(readText(file), file);
  throwErrors(problems);
  return documents[0]?.value ?? {};
}

function throwErrors(problems: readonly Problem[]): void {
  if (hasErrors(problems)) throw new ProblemError(problems);
}
