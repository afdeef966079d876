import type { Environment } from '../environment';
import { type JsonSchema, type Problem, ProblemError, validateSchema } from '../manifest';
import { chartFile, notes, overlayFile, readme, valuesFile } from './environment/documents';
import { environmentChart } from './environment/environment-chart';
import { initCheckValues } from './environment/init-check';
import { isValue } from './environment/program';
import { completeSchema, valuesSchema } from './environment/schema';
import { type Values, common, valueAt, withValue } from './values';

/** What a chart says of itself. */
export interface ChartProps {
  /** Name of the chart. */
  readonly name: string;
  /** Version of the chart, as SemVer. @default "0.1.0" */
  readonly version?: string;
  /** One sentence about the application. @default made of the name */
  readonly description?: string;
}

/** The shutdown of services sleeps before SIGTERM, which Kubernetes knows since 1.30. */
const kubeVersion = '>=1.30.0-0';

/**
 * One Helm chart for environments, as texts by file. With the values of an environment it gives exactly the objects
 * that the program gives for it; a change of values gives what the program would give for environment files that
 * are changed in the same way.
 *
 * @throws ProblemError where they cannot share a chart
 */
export function chartOf(environments: readonly Environment[], props: ChartProps): Map<string, string> {
  const { name, version = '0.1.0', description = `${name} behind Traefik` } = props;
  const problems = [...nameProblems(name), ...versionProblems(version)];
  if (problems.length > 0) throw new ProblemError(problems);
  const { templates, values: derivedValues, derived } = environmentChart(environments);
  const values = new Map(
    Array.from(derivedValues, ([environment, own]) => [environment, { ...own, initCheck: initCheckValues }]),
  );
  const names = environments.map((environment) => environment.name);
  const schema = valuesSchema(values, derived);
  const base = validPart(common([...values.values()]), completeSchema(schema));
  const namespaces = new Map(environments.map((environment) => [environment.name, environment.namespace]));
  const fixed = derived.fixed.filter(isValue);
  return new Map([
    ['Chart.yaml', chartFile({ name, version, appVersion: version, description, kubeVersion })],
    ['.helmignore', '.cdk8s-traefik-files\n.git/\n*.orig\n*.swp\n'],
    ['README.md', readme(name, names, { base, values }, namespaces, fixed)],
    ['values.schema.json', `${JSON.stringify(schema, null, 1)}\n`],
    ['values.yaml', valuesFile(base, names[0] ?? '')],
    ...Array.from(values, ([environment, own]): [string, string] => [
      `values.${environment}.yaml`,
      overlayFile(base, own, environment),
    ]),
    ['templates/NOTES.txt', notes],
    ...Array.from(templates, ([file, text]): [string, string] => [`templates/${file}`, text]),
  ]);
}

/** Without the entries that are not whole: what two environments have of a map may lack what it needs. */
function validPart(values: Values, schema: JsonSchema): Values {
  let valid = values;
  for (;;) {
    const [finding] = validateSchema(schema, valid);
    const path = finding?.path.filter((key) => typeof key === 'string') ?? [];
    const lacking = finding?.rule === 'missing-field' ? path.slice(0, -1) : path;
    const entry = valueAt(valid, path) === undefined ? lacking : path;
    if (entry.length < 2 || valueAt(valid, entry) === undefined) return valid;
    valid = withValue(valid, entry, undefined);
  }
}

function nameProblems(name: string): Problem[] {
  if (/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name)) return [];
  return [
    {
      rule: 'chart-name',
      severity: 'error',
      message: `${JSON.stringify(name)} is no name for a chart.`,
      consequence: 'Helm refuses it.',
      fix: 'Use at most 53 lower-case letters, digits and "-", no "-" at the ends.',
    },
  ];
}

function versionProblems(version: string): Problem[] {
  if (/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\w.-]+)?(\+[\w.-]+)?$/.test(version)) return [];
  return [
    {
      rule: 'chart-version',
      severity: 'error',
      message: `${JSON.stringify(version)} is no version of a chart.`,
      consequence: 'Helm refuses it.',
      fix: 'Write three numbers with dots between, such as 1.4.0.',
    },
  ];
}
