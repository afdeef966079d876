import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deploymentScopeOf, isHeldBack, locate, placed } from '../../constructs/construct';
import { Release } from '../../constructs/release';
import { oncePer } from '../../core/base';
import { type Problem, problemAt } from '../../core/finding';
import { type ApiObjectData, documentOf, identityOf } from '../../core/manifest';
import type * as ReleaseRoom from '../../check/release';
import { formatJson } from '../../traefik/model';
import { type ReleaseDeclaration, courseOf, releaseSteps } from '../../traefik/release';
import type { Answers } from '../cache';
import type { PlacedRelease } from '../handover';
import { contextName, contextText, emptyContext } from './context';
import { renderObject } from './render';
import type { ConstructTree } from './tree';

/** Folder of releases in the folder of a deployment scope. */
export const releasesName = 'releases';

/** A release of a program, and what is said of it. */
interface FoundRelease {
  readonly release: Release;
  readonly declaration: ReleaseDeclaration;
}

/** The releases of a tree, by deployment scope. */
export function releasesOf(tree: ConstructTree): ReadonlyMap<IConstruct, readonly FoundRelease[]> {
  const found = new Map<IConstruct, FoundRelease[]>();
  for (const release of tree.constructs) {
    if (!(release instanceof Release)) continue;
    const scope = deploymentScopeOf(release);
    found.set(scope, [...(found.get(scope) ?? []), { release, declaration: declarationOf(release) }]);
  }
  return found;
}

function declarationOf(release: Release): ReleaseDeclaration {
  const { service, next, promoted, spec, keptUp: made } = release;
  const { name, namespace } = service;
  const course = courseOf(spec);
  const isPlain = course.mode === 'plain';
  return {
    service: name,
    ...(namespace !== undefined && { namespace }),
    next: next.name,
    course,
    autoscaler: isPlain ? next.name : name,
    own: [...renderedBelow(service), ...(isPlain ? [] : handedOutBelow(release))].map(identityOf),
    beside: isPlain ? renderedBelow(next) : [],
    promoted: renderedBelow(promoted.workload),
    made,
  };
}

/** What a release adds to the manifests beside its TraefikService. */
function handedOutBelow(release: Release): readonly ApiObjectData[] {
  const { traefikService } = release;
  return release.node.children
    .filter((child) => child !== traefikService && !isHeldBack(child))
    .flatMap(renderedBelow);
}

function renderedBelow(root: IConstruct): readonly ApiObjectData[] {
  return root.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .flatMap((construct) => {
      const rendering = renderObject(construct);
      return 'object' in rendering ? [rendering.object] : [];
    });
}

/** What is wrong with the releases of a scope among its objects. */
export function releaseProblems(releases: readonly FoundRelease[], answers: Answers): readonly Problem[] {
  return releases.flatMap(({ release, declaration }) => {
    const found = answers.to('declaration of a release', declaration, () => {
      const plain = answers.objects.map(({ object }) => object);
      return releaseRoom().declarationFindings(plain, releaseSteps(plain, declaration), declaration);
    });
    return found.map((finding) => placed(release, finding));
  });
}

/** A release of a scope with its place, as it is handed over. */
export function placedRelease(
  scope: IConstruct,
  { release, declaration }: FoundRelease,
  extension: string,
): PlacedRelease {
  const location = locate(release);
  return {
    environment: scope.node.id,
    extension,
    construct: release.node.path,
    declaration,
    ...(location && { location }),
  };
}

/** What a scope's releases write into its folder, and what is to be told of them. */
export interface ReleaseFiles {
  /** Texts by path below the folder of the scope. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/**
 * The steps of releases as files, with their plans; what must hold from step to step is proven on the way.
 */
export function releaseFiles(releases: readonly PlacedRelease[], answers: Answers): ReleaseFiles {
  const { objects, facts } = answers;
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  if (releases.length === 0) return { files, problems };
  files.set(`${releasesName}/${contextName}`, contextText(facts) ?? emptyContext);
  const plain = objects.map(({ object }) => object);
  const stepsOf = oncePer((declaration: ReleaseDeclaration) => releaseSteps(plain, declaration));
  for (const { environment, extension, declaration, construct, location } of releases) {
    const { plan, findings } = answers.to('release', { environment, declaration }, () =>
      releaseRoom().planRelease(environment, stepsOf(declaration), declaration, { placed: objects, facts }),
    );
    problems.push(
      ...findings.map((finding) => problemAt({ construct, ...(location && { location }) }, finding)),
    );
    const write = (): readonly TextFile[] => [
      ['plan.json', `${formatJson(plan)}\n`],
      ['plan.md', releaseRoom().planMarkdown(plan)],
      ...filesOfSteps(stepsOf(declaration), declaration, facts, extension),
    ];
    const { beside, promoted, made } = declaration;
    const written = [plain, beside, promoted, made].some(hasSecret)
      ? write()
      : answers.to('files of a release', { environment, declaration, extension }, write);
    for (const [name, text] of written) files.set(`${releasesName}/${declaration.service}/${name}`, text);
  }
  return { files, problems };
}

/** Whether manifests of these objects may stand in the output folder alone. */
function hasSecret(objects: readonly ApiObjectData[]): boolean {
  return objects.some(({ kind }) => kind === 'Secret');
}

type TextFile = readonly [path: string, text: string];

/** What people apply at each step, by paths in the folder of the release. */
function filesOfSteps(
  steps: ReturnType<typeof releaseSteps>,
  declaration: ReleaseDeclaration,
  facts: Answers['facts'],
  extension: string,
): readonly TextFile[] {
  const { stepFolder } = releaseRoom();
  return steps
    .filter(({ by }) => by === 'person')
    .flatMap((step) => {
      const { files, facts: around } = stepFolder(step, declaration, facts, extension);
      const inFolder = (name: string, text: string): TextFile => [`${step.id}/${name}`, text];
      return [
        inFolder(contextName, contextText(around) ?? emptyContext),
        ...Array.from(files, ([name, content]) => inFolder(name, content.map(documentOf).join('---\n'))),
      ];
    });
}

function releaseRoom(): typeof ReleaseRoom {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for programs without releases too
  const room: typeof ReleaseRoom = require('../../check/release');
  return room;
}
