import { isPlainMap } from '../core/base';
import { readText } from '../core/file';
import { type FieldPath, type Location, ProblemError, hasErrors, problemAt } from '../core/finding';
import { parseYaml } from '../core/yaml';
import { type Reading, behind } from '../project/source';

/** A static configuration of Traefik in a file. */
export interface TraefikFile {
  readonly configuration: object;
  /**
   * A source behind a Traefik that has it.
   *
   * @throws ProblemError with the places of all that Traefik would not start with
   */
  readonly before: (reading: Reading) => Reading;
}

/**
 * Reads Traefik's static configuration, in its own YAML.
 *
 * @throws ProblemError where the file cannot be read
 */
export function readTraefik(file: string): TraefikFile {
  const { documents, problems } = parseYaml(readText(file), file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document] = documents;
  const configuration = document?.value ?? {};
  const locate = (field: FieldPath): Location => document?.locate(field) ?? { file, line: 1, column: 1 };
  if (!isPlainMap(configuration)) {
    const message = 'Traefik’s static configuration must be a map.';
    throw new ProblemError([
      problemAt({ location: locate([]) }, { rule: 'invalid-static-configuration', message }),
    ]);
  }
  return {
    configuration,
    before(reading) {
      try {
        return behind(reading, configuration);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        throw new ProblemError(
          error.problems.map((problem) => ({ ...problem, location: locate(problem.field ?? []) })),
        );
      }
    },
  };
}
