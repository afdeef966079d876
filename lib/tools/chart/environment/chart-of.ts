import type { Environment } from '../../../project/environment';
import { chartFiles } from '../files';
import { joinedSchema } from '../joined-schema';
import { type ChartProps, checkProps } from '../props';
import { descriptionOf } from './descriptions';
import { type EnvironmentChart, environmentChart, selector } from './environment-chart';
import { initCheckValues } from './init-check';
import { helmText } from '../text/text';
import { isValue } from './program';
import type { ProgramObjects } from './program-objects';
import { releaseValues } from './release-values';
import { completeSchema, valuesSchema } from './schema';
import { checkFiles, comesFromOutside, secretDescription, wanting, withoutSecrets } from './secret-values';
import { sectionNames } from './sections';
import { sayDomain } from '../trial/domain';
import { type ValuePath, keyOf } from '../values';
import type { Derived, FixedValue } from '../derive/derived';

/** The shutdown of services sleeps before SIGTERM, which Kubernetes knows since 1.30. */
const oldestKubernetes = '>=1.30.0-0';

/**
 * One Helm chart for environments, as texts by file. With the values of an environment it gives exactly the objects
 * that the program gives for it; a change of values gives what the program would give for environment files that
 * are changed in the same way.
 *
 * @param beside what a program makes of environments beside what their files declare
 * @throws ProblemError where they cannot share a chart
 */
export function chartOf(
  environments: readonly Environment[],
  props: ChartProps,
  beside?: ReadonlyMap<string, ProgramObjects>,
): Map<string, string> {
  checkProps(props);
  return filesOf(environmentChart(environments, beside), environments, props);
}

/** The files of a chart that is derived of environments. */
export function filesOf(
  chart: EnvironmentChart,
  environments: readonly Environment[],
  props: ChartProps,
): Map<string, string> {
  const { name, description = `${name} behind Traefik`, kubeVersion = oldestKubernetes } = props;
  const { templates, derived } = chart;
  const all = new Map(
    Array.from(chart.values, ([environment, own]) => [
      environment,
      { ...own, initCheck: initCheckValues, ...releaseValues },
    ]),
  );
  const schema = valuesSchema(chart);
  const { values, paths: secret } = withoutSecrets(all, environments);
  const isSecret = new Set(secret.map(keyOf));
  const files = chartFiles({
    props: { ...props, description, kubeVersion },
    selector,
    values,
    schema: wanting(joinedSchema(schema), secret),
    completeSchema: completeSchema(schema),
    fixed: [...fixedDomain(chart, environments), ...derived.fixed.filter(({ path }) => isValue(path))],
    templates,
    notes: helmText('notes'),
    namespaces: new Map(environments.map((environment) => [environment.name, environment.namespace])),
    sections: sectionNames,
    describe: (path) => (isSecret.has(keyOf(path)) ? secretDescription : described(path, derived)),
    isUntold: (path) => isSecret.has(keyOf(path)) || comesFromOutside(path, environments),
  });
  checkFiles(files, environments);
  return files;
}

/** The meaning of a value, and what it may be where environments call it one of some. */
function described(path: ValuePath, { domains }: Derived): string | undefined {
  const domain = domains.get(keyOf(path));
  const choices = domain && sayDomain(domain);
  const all = [descriptionOf(path), choices && `One of ${choices}.`].filter(Boolean);
  return all.length > 0 ? all.join(' ') : undefined;
}

/** The domain, where environments have one and something follows from it that no value holds. */
function fixedDomain(
  { values }: EnvironmentChart,
  environments: readonly Environment[],
): readonly FixedValue[] {
  const isValue = [...values.values()].some((own) => Object.hasOwn(own, 'domain'));
  const isThere = environments.some(({ spec }) => spec.domain !== undefined);
  return isThere && !isValue ? [{ path: ['domain'], reason: 'unexplained' }] : [];
}
