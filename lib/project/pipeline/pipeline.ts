import { packagedText } from '../../core/file';
import { writeAmong } from '../output';
import { pins } from './pins';

/** What runs a pipeline. */
export type PipelineSystem = (typeof pipelineSystems)[number];

export const pipelineSystems = ['github', 'gitlab', 'tekton'] as const;

/** What `ci` writes: the steps to reuse, what runs them in this repository, and the hook of a commit. */
export type PipelinePart = (typeof pipelineParts)[number];

export const pipelineParts = ['steps', 'caller', 'hook'] as const;

export interface PipelineOptions {
  /** The branch that changes go to. @default main */
  readonly branch?: string;
  /** Command that runs the project's own tests. @default `npm test --if-present` */
  readonly test?: string;
  /** @default all */
  readonly parts?: readonly PipelinePart[];
}

/** Files by path below the folder of the repository, each of a part and made of the template at the end of the row. */
const systems: Readonly<Record<PipelineSystem, readonly (readonly [string, PipelinePart, string])[]>> = {
  github: [
    ['.github/workflows/cdk8s-traefik.yml', 'steps', 'github/cdk8s-traefik.yml'],
    ['.github/workflows/ci.yml', 'caller', 'github/ci.yml'],
  ],
  gitlab: [
    ['.gitlab/cdk8s-traefik.yml', 'steps', 'gitlab/cdk8s-traefik.yml'],
    ['.gitlab-ci.yml', 'caller', 'gitlab/gitlab-ci.yml'],
  ],
  tekton: [
    ['.tekton/cdk8s-traefik.yaml', 'steps', 'tekton/cdk8s-traefik.yaml'],
    ['.tekton/pull-request.yaml', 'caller', 'tekton/pull-request.yaml'],
  ],
};

/** git runs this one; it must be executable. */
const hookPath = '.githooks/pre-commit';

const hooks: readonly (readonly [string, PipelinePart, string])[] = [
  [hookPath, 'hook', 'hooks/pre-commit'],
  ['.pre-commit-config.yaml', 'hook', 'hooks/pre-commit-config.yaml'],
];

/** The files that have a system check every change of a repository, and the hook that checks every commit, by path. */
export function pipelineFiles(
  system: PipelineSystem,
  { branch = 'main', test = 'npm test --if-present', parts = pipelineParts }: PipelineOptions = {},
): ReadonlyMap<string, string> {
  const words = {
    ...pins,
    // Both stand between single quotes.
    branch: branch.replaceAll("'", "''"),
    test: test.replaceAll("'", "''"),
    diff: text('steps/diff.sh'),
    lintChart: text('steps/lint-chart.sh'),
    lock: text('steps/lock.sh'),
  };
  const wanted = [...systems[system], ...hooks].filter(([, part]) => parts.includes(part));
  return new Map(wanted.map(([path, , from]) => [path, text(from, words)]));
}

/**
 * Writes these files into a repository, beside whatever it holds.
 *
 * @throws ProblemError where one of them is there and says something else
 */
export function writePipeline(folder: string, files: ReadonlyMap<string, string>): void {
  writeAmong(folder, files, { executable: pipelineExecutables });
}

/** Those of the files that are programs. */
export const pipelineExecutables: ReadonlySet<string> = new Set([hookPath]);

function text(path: string, words: Readonly<Record<string, string>> = {}): string {
  return packagedText(`lib/project/pipeline/text/${path}.tpl`, words);
}
