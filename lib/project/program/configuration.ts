import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isPlainMap } from '../../core/base';
import { readText } from '../../core/file';
import { type Location, ProblemError, hasErrors } from '../../core/finding';
import { parseYaml } from '../../core/yaml';

/** The program of a repository, as its cdk8s.yaml names it. */
export interface Program {
  /** The folder of cdk8s.yaml, in which the program runs. */
  readonly folder: string;
  /** `app`: a command line for the shell, which writes manifests. */
  readonly command: string;
  /** `output`: the folder that the manifests go to, where the program has no other of its own. */
  readonly output: string;
  /** Where the command is written. */
  readonly location: Location;
}

/** The file in which cdk8s looks for the program. */
const configurationName = 'cdk8s.yaml';

/**
 * Finds the program of a folder.
 * @returns undefined where there is no cdk8s.yaml, or it names no program
 * @throws ProblemError where cdk8s.yaml cannot be read
 */
export function findProgram(folder = '.'): Program | undefined {
  const file = join(folder, configurationName);
  if (!existsSync(file)) return undefined;
  const { documents, problems } = parseYaml(readText(file), file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document] = documents;
  const value = document?.value;
  if (!document || !isPlainMap(value)) return undefined;
  const { app, output } = value;
  if (typeof app !== 'string' || app.trim() === '') return undefined;
  return {
    folder,
    command: app,
    output: withoutLink(typeof output === 'string' && output !== '' ? output : 'dist'),
    location: document.locate(['app']),
  };
}

/** An output `.dist` is a link to `dist`: cdk8s-cli deletes what is named as output. See bin/synth.js. */
function withoutLink(output: string): string {
  const name = basename(output);
  return /^\.[^.]/.test(name) ? join(dirname(output), name.slice(1)) : output;
}
