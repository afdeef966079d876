import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** Environment variables by which the setup tells the suites where the package is. */
export const folderVariable = 'CDK8S_TRAEFIK_PACKAGE_FOLDER';
export const tarballVariable = 'CDK8S_TRAEFIK_PACKAGE_TARBALL';

/** Everything that the suites write is in this folder, which is removed after the last one. */
export const packageFolder = (): string => told(folderVariable);

export const tarball = (): string => told(tarballVariable);

/** `package.json` of this package. */
export const own: { readonly version: string; readonly devDependencies: Readonly<Record<string, string>> } =
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages as npm is asked for them, in the versions that this repository is developed with. */
export function asDeveloped(...names: readonly string[]): readonly string[] {
  return names.map((name) => `${name}@${own.devDependencies[name]}`);
}

/** A folder with these files, where the packed package and others are installed: the project of a stranger. */
export function foreignProject(
  name: string,
  files: Readonly<Record<string, string>>,
  packages: readonly string[],
): string {
  const folder = join(packageFolder(), name);
  mkdirSync(folder);
  const description = { name, version: '1.2.3', private: true };
  for (const [file, text] of Object.entries({ ...files, 'package.json': JSON.stringify(description) })) {
    writeFileSync(join(folder, file), text);
  }
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-retries=5', '--loglevel=error'];
  run(folder, 'npm', ['install', ...options, tarball(), ...packages]);
  return folder;
}

/**
 * What a command prints; caches that it keeps in the folder for temporary files, and answers, are removed with all else.
 *
 * @throws Error with all that it printed, where it fails
 */
export function run(
  cwd: string,
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): string {
  const temporary = join(packageFolder(), 'tmp');
  mkdirSync(temporary, { recursive: true });
  const answers = join(packageFolder(), 'answers');
  const env = { ...process.env, TMPDIR: temporary, CDK8S_TRAEFIK_CACHE: answers, ...variables };
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (error) throw error;
  // tsc tells its errors on standard output.
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

function told(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: run it with \`npm run test:package\`.`);
  return value;
}
