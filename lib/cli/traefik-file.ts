import { isPlainMap } from '../core/base';
import { readText } from '../core/file';
import {
  type FieldPath,
  type Finding,
  type Location,
  ProblemError,
  hasErrors,
  printable,
  problemAt,
} from '../core/finding';
import { parseYaml } from '../core/yaml';
import { type Reading, behind } from '../project/source';
import { passedOver } from '../traefik/model';
import type { Surroundings } from './command';

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

/** Keys of the values of Traefik's Helm chart that stand for its entry points. */
const chartKeys = ['additionalArguments', 'ports'];

/**
 * Reads Traefik's static configuration, in its own YAML. A key at its root that Traefik passes over is told in a note.
 *
 * @throws ProblemError where the file cannot be read, or is none
 */
export function readTraefik(file: string, { err }: Pick<Surroundings, 'err'>): TraefikFile {
  const written = readText(file);
  if (/\.toml$/i.test(file))
    throw new ProblemError([problemAt({ location: { file, line: 1, column: 1 } }, inToml)]);
  const { documents, problems } = parseYaml(written, file);
  if (hasErrors(problems)) throw new ProblemError(problems);
  const [document] = documents;
  const configuration = document?.value ?? {};
  const locate = (field: FieldPath): Location => document?.locate(field) ?? { file, line: 1, column: 1 };
  const refuse = (finding: Finding): ProblemError =>
    new ProblemError([problemAt({ location: locate([]) }, finding)]);
  if (!isPlainMap(configuration)) throw refuse(notStatic(written));
  const ofChart = chartValues(configuration);
  if (ofChart) throw refuse(ofChart);
  for (const { key, near } of passedOver(configuration)) {
    const meant = near === undefined ? '' : ` (did you mean ${near}?)`;
    err(`note: Traefik passes over ${printable(key)} of ${printable(file)} without a word${meant}\n`);
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

const inToml: Finding = {
  rule: 'invalid-static-configuration',
  message: 'Traefik’s static configuration is read in YAML, and this is TOML.',
  consequence: 'Traefik itself reads both.',
  fix: 'Write it in YAML: `address = ":80"` below `[entryPoints.web]` is `entryPoints: { web: { address: ":80" } }`.',
};

function notStatic(written: string): Finding {
  const areArguments = /^\s*--\w/m.test(written);
  return {
    rule: 'invalid-static-configuration',
    message: areArguments
      ? 'These are arguments of Traefik’s command line, not its static configuration in YAML.'
      : 'Traefik’s static configuration must be a map.',
    ...(areArguments && {
      fix: 'Write each as a key of YAML: --entrypoints.web.address=:80 is entryPoints: { web: { address: ":80" } }.',
    }),
  };
}

function chartValues(configuration: object): Finding | undefined {
  if ('entryPoints' in configuration || !chartKeys.some((key) => key in configuration)) return undefined;
  return {
    rule: 'invalid-static-configuration',
    message: 'These are values of Traefik’s Helm chart, not its static configuration.',
    consequence: 'Traefik passes over what they say of its entry points.',
    fix: 'Write what the chart makes of them: entryPoints, providers … as `helm template` shows them among the arguments of the Deployment.',
  };
}
