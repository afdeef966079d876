import type { Environment } from '../../environment';
import { isPlainMap } from '../../manifest';
import type { Computation } from '../computation';
import { derive } from '../derive';
import type { Derived, DerivedObject } from '../watched-program';
import { writeFile } from '../helm/service-template';
import { certificates } from '../sections/certificates';
import { helpers } from '../sections/helpers';
import { model } from '../sections/model';
import { sections } from '../sections/objects';
import { type Values, valueAt, withValue } from '../values';
import { alternatives } from './alternatives';
import { base64, goMemoryLimit, versionLabel } from './computations';
import { contentHash } from './content-hash';
import { withInitCheck } from './init-check';
import { type Input, expressionsFor, inputOf, isValue, renderServices, withPortsOf } from './program';
import { portsHelper } from './ports';
import { sectionValues } from './sections';

/** The parts of a chart that follow from the environments. */
export interface EnvironmentChart {
  /** Texts below `templates`, by file name. */
  readonly templates: ReadonlyMap<string, string>;
  /** Values of each environment. */
  readonly values: ReadonlyMap<string, Values>;
  readonly derived: Derived;
}

/** Derives the chart of environments. */
export function environmentChart(environments: readonly Environment[]): EnvironmentChart {
  const own = environments.map((environment) => [environment.name, inputOf(environment)] as const);
  const all = own.map(([, input]) => input);
  const inputs = new Map(own.map(([name, input]) => [name, withPortsOf(input, all)]));
  const computations = computationsFor([...inputs.values()]);
  const derived = derive({
    environments: new Map(Array.from(inputs, ([name, { values }]) => [name, values])),
    render: renderServices,
    alternatives,
    computations,
    known: contentHash,
  });
  const style = { expressions: expressionsFor([...inputs.values()]), computations };
  const files = new Map<string, DerivedObject[]>();
  for (const object of derived.objects) {
    const checked = { ...object, template: withInitCheck(object.template) };
    files.set(object.file, [...(files.get(object.file) ?? []), checked]);
  }
  const templates = new Map([
    ['_helpers.tpl', [helpers, portsHelper(inputs), model, certificates].join('\n')],
    ...Array.from(files, ([file, objects]): [string, string] => [
      file,
      writeFile(objects, ['services', file.replace(/\.yaml$/, '')], style),
    ]),
    ...sections.map(({ file, text }): [string, string] => [file, text]),
  ]);
  const values = new Map(
    environments.map((environment) => [
      environment.name,
      {
        environment: environment.name,
        ...offeredValues(inputs.get(environment.name)?.values ?? {}, derived),
        ...sectionValues(environment.spec),
      },
    ]),
  );
  return { templates, values, derived };
}

/** GOMEMLIMIT takes the share that a service asks for. */
function computationsFor(inputs: readonly Input[]): readonly Computation[] {
  const shares = inputs.flatMap(({ values }) =>
    serviceNames(values).flatMap((name) => {
      const share = valueAt(values, ['services', name, 'go', 'memoryLimit']);
      return typeof share === 'string' && /^\d+%$/.test(share) ? [Number(share.slice(0, -1))] : [];
    }),
  );
  return [versionLabel, base64, ...Array.from(new Set([90, ...shares]), goMemoryLimit)];
}

function offeredValues(input: Values, { offered }: Derived): Values {
  let values: Values = {
    services: Object.fromEntries(serviceNames(input).map((name) => [name, {}])),
  };
  for (const path of offered) {
    const value = valueAt(input, path);
    if (isValue(path) && value !== undefined && valueAt(values, path) === undefined)
      values = withValue(values, path, value);
  }
  return values;
}

/** The names of the services of an environment. */
function serviceNames(input: Values): readonly string[] {
  const services = valueAt(input, ['services']);
  return isPlainMap(services) ? Object.keys(services) : [];
}
