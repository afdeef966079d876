import type { Environment } from '../../../project/environment';
import { isPlainMap } from '../../../core/base';
import { derive } from '../derive/derive';
import type { Derived } from '../derive/derived';
import { writeFiles } from '../helm/file';
import { shortForms } from '../derive/probe';
import { routingHelpers, valueHelpers } from '../text/helpers';
import { objectTemplates } from '../text/objects';
import { type Values, keyOf, only, valueAt } from '../values';
import { alternatives, isPlain } from './alternatives';
import { base64, goMemoryLimit, versionLabel } from './computations';
import { contentHash } from './content-hash';
import { withInitCheck } from './init-check';
import { expressionsFor, fixedSections, inputOf, isValue, renderServices, withPortsOf } from './program';
import { existingHelper } from './existing';
import { portsHelper } from './ports';
import { sectionValues } from './sections';

const computations = [versionLabel, base64, goMemoryLimit];

/** Key of the value that says which environment's fixed parts are taken. */
export const selector = 'environment';

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
  const fixed = new Map(environments.map((environment) => [environment.name, fixedSections(environment)]));
  const derived = derive({
    environments: new Map(Array.from(inputs, ([name, { values }]) => [name, values])),
    render: (values, name) => renderServices(values, name, fixed.get(name)),
    alternatives,
    isPlain,
    computations,
    known: contentHash,
    // What texts have to be is told by the schema of environment files.
    shortForms: (value) => (Array.isArray(value) ? shortForms(value) : []),
    groupOf: (path) => keyOf(path.slice(0, 2)),
  });
  const objects = derived.objects.map((object) => ({
    ...object,
    template: withInitCheck(object.template),
  }));
  const files = writeFiles(objects, (file) => ['services', file.replace(/\.yaml$/, '')], {
    selector,
    expressions: expressionsFor([...inputs.values()]),
    computations,
  });
  const templates = new Map([
    [
      '_helpers.tpl',
      [valueHelpers(), portsHelper(inputs), existingHelper(environments), routingHelpers()].join('\n'),
    ],
    ...files,
    ...objectTemplates(),
  ]);
  const values = new Map(
    environments.map((environment) => [
      environment.name,
      {
        [selector]: environment.name,
        ...offeredValues(inputs.get(environment.name)?.values ?? {}, derived),
        ...sectionValues(environment.spec),
      },
    ]),
  );
  return { templates, values, derived };
}

function offeredValues(input: Values, { offered, removable }: Derived): Values {
  const services = Object.fromEntries(serviceNames(input).map((name) => [name, {}]));
  const { services: own = {}, ...rest } = only(input, [...removable, ...offered].filter(isValue));
  return { ...rest, services: { ...services, ...(isPlainMap(own) && own) } };
}

/** The names of the services of an environment. */
function serviceNames(input: Values): readonly string[] {
  const services = valueAt(input, ['services']);
  return isPlainMap(services) ? Object.keys(services) : [];
}
