import { asMap } from '../../../core/base';
import type { Environment } from '../../../project/environment';
import { derive } from '../derive/derive';
import type { Derived } from '../derive/derived';
import { finishedFile, writeFiles } from '../helm/file';
import { shortForms } from '../derive/probe';
import { finishingHelpers, routingHelpers, valueHelpers } from '../text/helpers';
import { objectTemplates } from '../text/objects';
import { helmText } from '../text/text';
import { type Values, keyOf, leafPaths, only, startsWith, valueAt, withValues } from '../values';
import { alternatives } from './alternatives';
import { base64, goMemoryLimit, versionLabel } from './computations';
import { choicesOf } from './choices';
import { contentHashPart } from './content-hash';
import { domainUses, domainsHelper } from './domain-value';
import { existingHelper } from './existing';
import { withInitCheck } from './init-check';
import { fixedHelper, laidOverHelper, replicasHelper } from './operator-helpers';
import { isScaled, jobValues, programValues } from './operator-values';
import { portsHelper } from './ports';
import { type ProgramObjects, programTemplates } from './program-objects';
import { expressionsFor, fixedSections, inputOf, isValue, withPortsOf } from './program';
import { type Program, programsOf } from './programs';
import { servicesRenderer } from './render';
import { sectionValues } from './sections';
import { laidKey, withoutInnerKeys } from './service-values';
import { switches } from './switches';

const computations = [versionLabel, base64, goMemoryLimit];

/** Key of the value that says which environment's fixed parts are taken. */
export const selector = 'environment';

/** The parts of a chart that follow from the environments. */
export interface EnvironmentChart {
  /** Texts below `templates`, by file name. */
  readonly templates: ReadonlyMap<string, string>;
  /** Values of each environment. */
  readonly values: ReadonlyMap<string, Values>;
  /** What of them the derivation knows, with images as texts. */
  readonly watched: ReadonlyMap<string, Values>;
  readonly programs: readonly Program[];
  readonly derived: Derived;
}

/** Derives the chart of environments. */
export function environmentChart(
  environments: readonly Environment[],
  beside: ReadonlyMap<string, ProgramObjects> = new Map(),
): EnvironmentChart {
  const renderServices = servicesRenderer();
  const programs = programsOf(environments);
  const services = new Map(
    programs.filter(({ owner }) => owner === 'services').map(({ name, laid }) => [name, laid]),
  );
  const own = environments.map(
    (environment) =>
      [
        environment.name,
        inputOf(environment, renderServices, services, beside.get(environment.name)?.routed ?? []),
      ] as const,
  );
  const all = own.map(([, input]) => input);
  const inputs = new Map(own.map(([name, input]) => [name, withPortsOf(input, all)]));
  const fixed = new Map(environments.map((environment) => [environment.name, fixedSections(environment)]));
  const derived = derive({
    environments: new Map(Array.from(inputs, ([name, { values }]) => [name, values])),
    render: (values, name) => renderServices(values, name, fixed.get(name)),
    alternatives,
    choices: choicesOf(environments, inputs),
    switches,
    computations,
    known: contentHashPart,
    // What texts have to be is told by the schema of environment files.
    shortForms: (value) => (Array.isArray(value) ? shortForms(value) : []),
    groupOf: (path) => keyOf(path.slice(0, 2)),
  });
  const objects = [
    ...derived.objects.map((object) => ({ ...object, template: withInitCheck(object.template) })),
    ...programTemplates(beside),
  ];
  const files = writeFiles(objects, (file) => ['services', file.replace(/\.yaml$/, '')], {
    selector,
    expressions: expressionsFor([...inputs.values()]),
    computations,
  });
  const ofFile = new Map(programs.map((program) => [`${program.name}.yaml`, program]));
  const finish = (file: string, text: string): [string, string] => {
    const program = ofFile.get(file);
    return [
      file,
      program
        ? finishedFile(file, text, [program.owner, program.name], watchedKeys(program, derived))
        : finishedFile(file, text),
    ];
  };
  const watched = new Map(Array.from(inputs, ([name, input]) => [name, offeredPart(input.values, derived)]));
  const plain = new Map(
    environments.map(({ name, spec }) => [
      name,
      {
        ...programSections(name, withoutNumbers(watched.get(name) ?? {}), programs),
        ...sectionValues(spec),
      },
    ]),
  );
  const domains = domainUses(environments, programs, plain);
  const values = new Map(
    Array.from(plain, ([name, own]) => {
      const { domain } = domains?.get(name) ?? {};
      return [name, { [selector]: name, ...(domain !== undefined && { domain }), ...own }];
    }),
  );
  const templates = new Map([
    [
      '_helpers.tpl',
      [
        valueHelpers(),
        portsHelper(inputs, beside),
        existingHelper(environments),
        domainsHelper(domains),
        routingHelpers(),
        laidOverHelper(),
        fixedHelper(programs, objects),
        replicasHelper(inputs),
        finishingHelpers(),
      ].join('\n'),
    ],
    ...Array.from(files, ([file, text]) => finish(file, text)),
    ...objectTemplates().map(([file, text]) => finish(file, text)),
    // What is given as it is stays as it is.
    ['extra-objects.yaml', helmText('objects/extra-objects')],
  ]);
  return { templates, values, watched, programs, derived };
}

function offeredPart(input: Values, { offered, removable }: Derived): Values {
  const names = Object.keys(asMap(input['services']));
  const { services, ...rest } = only(input, [...removable, ...offered].filter(isValue));
  const none = Object.fromEntries(names.map((name) => [name, {}]));
  const values = withoutInnerKeys({ ...rest, services: { ...none, ...asMap(services) } });
  const always = leafPaths(input).flatMap((path) => (path.at(-1) === laidKey ? [path.slice(0, -1)] : []));
  return withValues(
    values,
    always.filter((path) => valueAt(values, path) === undefined).map((path) => [path, {}] as const),
  );
}

/** A number of pods beside an autoscaler would say nothing. */
function withoutNumbers(values: Values): Values {
  const services = Object.entries(asMap(values['services']));
  const scaled = services.filter(([, service]) => isScaled(service));
  return withValues(
    values,
    scaled.map(([name]) => [['services', name, 'replicas'], undefined] as const),
  );
}

/** The values of all programs of an environment, and what else of them the derivation offers. */
function programSections(environment: string, watched: Values, programs: readonly Program[]): Values {
  const { services, ...rest } = watched;
  const sections = new Map<string, [string, Values][]>([['services', []]]);
  for (const { owner, name, specs, laid } of programs) {
    const spec = specs.get(environment);
    if (!spec) continue;
    const values =
      owner === 'services' ? programValues(spec, valueAt(services, [name]), laid) : jobValues(spec, laid);
    sections.set(owner, [...(sections.get(owner) ?? []), [name, values]]);
  }
  const made = Array.from(sections, ([owner, all]) => [owner, Object.fromEntries(all)] as const);
  return { ...rest, ...Object.fromEntries(made) };
}

/** The keys of a program's maps that the templates follow, so that nothing has to be laid over them. */
function watchedKeys(
  { owner, name, laid }: Program,
  { offered, removable }: Derived,
): Readonly<Record<string, readonly string[]>> {
  const followed = [...offered, ...removable];
  return Object.fromEntries(
    laid.flatMap(({ value, isWatched = false }): [string, readonly string[]][] => {
      const path = [owner, name, ...value];
      const keys = followed.filter((one) => startsWith(one, path)).flatMap((one) => one[path.length] ?? []);
      return isWatched && keys.length > 0 ? [[value.join('.'), [...new Set(keys)]]] : [];
    }),
  );
}
