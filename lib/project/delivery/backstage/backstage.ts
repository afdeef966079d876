import { groupBy, isEqual, own } from '../../../core/base';
import { type FieldPath, type Problem, problemAt, didYouMean } from '../../../core/finding';
import { stringifyYaml } from '../../../core/yaml';
import type { BackstageSpec } from '../../environment';
import type { DeliveredEnvironment, Delivery, DeliveryInput } from '../delivery';
import { placeIn, projectOf, repositoryOf, specOf } from '../places';
import { runsOf } from './components';
import { entitiesOf, isAddress } from './entities';
import { routePage } from './page';
import { sourceAnnotations } from './source';

/**
 * For Backstage: one catalogue of all environments, and a page of TechDocs with their routes.
 *
 * @see https://backstage.io/docs/features/software-catalog/
 */
export function backstage(input: DeliveryInput): Delivery {
  const [first, ...others] = input.environments;
  if (!first) return { files: new Map(), problems: [] };
  const spec = specOf(first).backstage;
  const system = projectOf(first, input);
  if (!spec) {
    const place = placeIn(first, ['backstage']);
    const message = 'Nothing says who owns what the catalogue shall list.';
    return { files: new Map(), problems: [problemAt(place, { rule: 'catalogue-without-owner', message })] };
  }
  const running = input.environments.map((environment) => ({ ...environment, ...runsOf(environment) }));
  const workloads = groupBy(
    running.flatMap(({ instances }) => instances),
    ({ workload }) => workload.metadata.name,
  );
  const found = repositoryOf(first, input);
  const entities = entitiesOf({
    system,
    spec,
    source: 'problem' in found ? {} : sourceAnnotations(found.repository),
    isArgoCd: input.environments.some((environment) => specOf(environment).argocd !== undefined),
    folder: `${input.output}/backstage`,
    workloads,
  });
  const site = { site_name: system, nav: [{ Routes: 'index.md' }], plugins: ['techdocs-core'] };
  return {
    files: new Map([
      ['catalog-info.yaml', { objects: entities }],
      ['mkdocs.yml', { text: stringifyYaml([site]) }],
      ['docs/index.md', { text: routePage(system, running) }],
    ]),
    problems: [
      ...others.flatMap((other) => differing(first, other)),
      ...componentProblems(first, spec, [...workloads.keys()], input),
      ...entities.flatMap(({ kind, metadata: { name } }) => nameProblems(first, kind, name)),
    ],
  };
}

/** There is one catalogue, so that environments must not say different things of it. */
function differing(first: DeliveredEnvironment, other: DeliveredEnvironment): readonly Problem[] {
  const [said = {}, saidThere = {}] = [specOf(first).backstage, specOf(other).backstage];
  const fields = Object.keys({ ...said, ...saidThere });
  return fields
    .filter((field) => !isEqual(own(said, field), own(saidThere, field)))
    .map((field) => {
      const message = `${other.name} says something else of ${field} for Backstage than ${first.name}.`;
      const related = [placeIn(first, ['backstage', field])];
      return problemAt(placeIn(other, ['backstage', field]), { rule: 'catalogue-not-one', message, related });
    });
}

function componentProblems(
  environment: DeliveredEnvironment,
  { components = {} }: BackstageSpec,
  workloads: readonly string[],
  { isFile }: DeliveryInput,
): readonly Problem[] {
  return Object.entries(components).flatMap(([name, { provides = {} }]): readonly Problem[] => {
    const at = (...field: FieldPath) => placeIn(environment, ['backstage', 'components', name, ...field]);
    const missing = Object.entries(provides).flatMap(([api, { definition }]) => {
      if (isAddress(definition) || isFile(definition)) return [];
      const message = `The definition of ${api} is no file below the project: "${definition}".`;
      return [
        problemAt(at('provides', api, 'definition'), { rule: 'unknown-catalogue-definition', message }),
      ];
    });
    if (workloads.includes(name)) return missing;
    const message = `No environment runs "${name}", of which the catalogue shall tell.`;
    return [
      problemAt(at(), { rule: 'unknown-catalogue-component', message, ...didYouMean(name, workloads) }),
      ...missing,
    ];
  });
}

/** @see https://backstage.io/docs/features/software-catalog/descriptor-format#name-required */
function nameProblems(environment: DeliveredEnvironment, kind: string, name: string): readonly Problem[] {
  if (/^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/.test(name) && name.length <= 63) return [];
  const message = `${kind} "${name}" has a name that Backstage does not take.`;
  return [problemAt(placeIn(environment, ['backstage']), { rule: 'invalid-catalogue-name', message })];
}
