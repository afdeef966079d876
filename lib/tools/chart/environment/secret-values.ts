import { type Problem, ProblemError } from '../../../core/finding';
import type { JsonSchema } from '../../../core/schema';
import type { Environment } from '../../../project/environment';
import { type ValuePath, type Values, keyOf, leafPaths, valueAt, withValues } from '../values';

/** Values in which what is secret is left to whoever installs the chart. */
export interface OpenValues {
  readonly values: ReadonlyMap<string, Values>;
  /** What has to be given. */
  readonly paths: readonly ValuePath[];
}

/** The values of environments, with an empty text for each that is secret or has a secret in it. */
export function withoutSecrets(
  values: ReadonlyMap<string, Values>,
  environments: readonly Environment[],
): OpenValues {
  const paths = new Map<string, ValuePath>();
  const open = environments.map(({ name, secrets }): [string, Values] => {
    const own = values.get(name) ?? {};
    const secret = leafPaths(own).filter((path) => secrets.areIn(asText(valueAt(own, path))));
    for (const path of secret) paths.set(keyOf(path), path);
    return [
      name,
      withValues(
        own,
        secret.map((path) => [path, '']),
      ),
    ];
  });
  return { values: new Map(open), paths: [...paths.values()] };
}

/** What is to be known of a value that has to be given. */
export const secretDescription =
  'Secret, and so in no file of this chart: to be given at each installation, with a file of values of its own or `--set-file`.';

/** Whether a value of one of the environments comes from a variable of the pipeline, so that it is not told. */
export function comesFromOutside(path: ValuePath, environments: readonly Environment[]): boolean {
  return environments.some((environment) =>
    path.some((_, index) =>
      environment
        .provenance(path.slice(0, index + 1))
        ?.variables.some(({ name }) => /(?:^|\()env:(?!.*\(unset\))/.test(name)),
    ),
  );
}

/** A schema that wants what is to be given. */
export function wanting(schema: JsonSchema, paths: readonly ValuePath[]): JsonSchema {
  if (paths.length === 0) return schema;
  const wanted = paths.map((path) =>
    path.reduceRight<JsonSchema>((inner, key) => ({ properties: { [key]: inner } }), { minLength: 1 }),
  );
  return { ...schema, allOf: wanted };
}

/** @throws ProblemError where a file of a chart has what is secret in an environment */
export function checkFiles(files: ReadonlyMap<string, string>, environments: readonly Environment[]): void {
  const problems = environments.flatMap(({ name, secrets }) =>
    Array.from(files).flatMap(([file, text]) => (secrets.areIn(text) ? [exposed(name, file)] : [])),
  );
  if (problems.length > 0) throw new ProblemError(problems);
}

function exposed(environment: string, file: string): Problem {
  return {
    rule: 'exposed-secret',
    severity: 'error',
    message: `What is marked secret in ${environment} would stand in ${file} of the chart.`,
    consequence: 'Whoever can pull the chart can read it.',
    fix: 'Put it into `secrets.files` of a service, which is a value to be given at installation, or into a Secret of the cluster.',
  };
}

/** A leaf as text, in which a secret is found: a text itself, or a list of some. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
