import { pipelineFiles } from '../pipeline';
import { isInstalled, packageTexts } from './package-text';
import { template } from './template';

/** A project of its own: environment files, and what is particular to it beside them. */
export interface NewProject {
  /** Name of the package: lower-case letters, digits and single hyphens. */
  readonly name: string;
  /** What it is, in a sentence; for package.json and the README. */
  readonly description: string;
  /** YAML of the environment files by name, such as `base` and `prod`; the line that names their schema is put in front. */
  readonly environments: Readonly<Record<string, string>>;
  /** YAML of claims.yaml. @default there is none */
  readonly claims?: string;
  /**
   * Tests beside the one that every project has, by file below test/, such as `traffic.test.ts`.
   * @default none
   */
  readonly tests?: Readonly<Record<string, string>>;
  /** Sections of the README, in Markdown, behind the everyday commands. @default none */
  readonly readme?: string;
  /** Further files by path, with `/` between. @default none */
  readonly files?: Readonly<Record<string, string>>;
}

/** Files that are the same in every project. */
const shared = [
  '.gitignore',
  '.npmrc',
  'app.ts',
  'cdk8s.yaml',
  'jest.config.js',
  'main.ts',
  'test/environments.test.ts',
  'tsconfig.json',
] as const;

/**
 * The files of a new project, by path. It depends on this package: on its version, or, where the program runs from a
 * clone, on the clone by its path.
 *
 * @param folder in which the project will stand
 */
export function projectFiles(project: NewProject, folder = '.'): ReadonlyMap<string, string> {
  const { claims, environments, tests = {}, files = {} } = project;
  return new Map([
    ...shared.map((path) => [path, template(`project/${path}`, { mapped: mappedModules() })] as const),
    ...packageTexts(project, folder),
    ...pipelineFiles('github', { test: 'npm test -- --ci' }),
    ['README.md', readme(project)],
    ...Object.entries(environments).map(([name, text]) => {
      const schema = withSchema('..', 'lib/project/environment/environment.schema.json', text);
      return [`environments/${name}.yaml`, schema] as const;
    }),
    ...(claims === undefined
      ? []
      : [['claims.yaml', withSchema('.', 'lib/check/claims/claims.schema.json', claims)] as const]),
    ...Object.entries(tests).map(([name, text]) => [`test/${name}`, text] as const),
    ...Object.entries(files),
  ]);
}

/** What jest has to be told of a clone; the launcher of cdk8s.yaml knows it by itself (`bin/peers.js`). */
function mappedModules(): string {
  if (isInstalled()) return '';
  return `
  // The clone that cdk8s-traefik is has a cdk8s of its own, which knows nothing of this project's.
  moduleNameMapper: { '^(cdk8s|constructs)$': '<rootDir>/node_modules/$1' },`;
}

/** @param up from the file's folder to that of the project */
function withSchema(up: string, schema: string, text: string): string {
  return `# yaml-language-server: $schema=${up}/node_modules/cdk8s-traefik/${schema}\n${text}`;
}

function readme({ name, description, environments, readme: particular }: NewProject): string {
  const names = Object.keys(environments).filter((environment) => environment !== 'base');
  const folders = names.map((environment) => `dist/${environment}`).join(', ');
  const words = { name, description, folders, environment: names.at(-1) ?? 'prod' };
  const text = template('project/README.md', words);
  return particular === undefined ? text : `${text}\n${particular}`;
}
