import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { itemAt } from '../../../lib/core/base';
import { type Problem, ProblemError } from '../../../lib/core/finding';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { type ComposeOptions, readCompose } from '../../../lib/project/compose';
import { Environments } from '../../../lib/project/environment';
import { DeliveryApp, EnvironmentStack } from '../../../lib/project/stack';
import { type Conversion, type Entry, convertCompose } from '../../../lib/tools/compose';
import { parseYaml } from '../../../lib/core/yaml';

/** Files by path below the project's folder. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** Does something with the files of a project, which are gone afterwards; what it awaits is awaited. */
export function inProject<T>(files: ProjectFiles, act: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-compose-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let isLater = false;
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const result = act(folder);
    isLater = result instanceof Promise;
    if (result instanceof Promise) void result.then(remove, remove);
    return result;
  } finally {
    if (!isLater) remove();
  }
}

/** What a project becomes, in environments that each lay files over its own. */
export function converted(
  files: ProjectFiles | string,
  overrides: Readonly<Record<string, readonly string[]>> = { prod: [] },
  options: ComposeOptions = {},
): Conversion {
  const written = typeof files === 'string' ? { 'compose.yaml': files } : files;
  return inProject(written, (directory) => {
    const environments = Object.entries(overrides).map(([name, over]) => {
      const { project, problems } = readCompose({
        directory,
        files: ['compose.yaml', ...over],
        projectName: 'shop',
        ...options,
      });
      if (!project) throw new ProblemError(problems);
      return { name, project };
    });
    return convertCompose(environments, directory);
  });
}

/** One service named `web`, whose image says enough. */
export function web(...lines: readonly string[]): string {
  return [
    'services:',
    '  web:',
    '    image: ghcr.io/acme/web:1.0.0',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
}

/** The value at a path of the environment `base`. */
export function valueAt(conversion: Conversion, ...path: readonly (string | number)[]): unknown {
  return itemAt(parseYaml(conversion.texts['base'] ?? '', 'base.yaml').documents[0]?.value, path);
}

/** What is told of a part of the project. */
export function told({ entries }: Conversion, path: string): readonly string[] {
  return entries
    .filter((entry) => entry.path === path)
    .map(({ fate, code }) => (code === null ? fate : `${fate} ${code}`));
}

export function entryOf({ entries }: Conversion, path: string, code?: string): Entry | undefined {
  return entries.find((entry) => entry.path === path && (code === undefined || entry.code === code));
}

/** The objects that the environments of a conversion make, and what their synth says. */
export function synthesized({ texts }: Conversion): {
  readonly objects: readonly ApiObjectData[];
  readonly problems: readonly Problem[];
} {
  const files = Object.entries(texts).map(([name, text]) => ({ file: `${name}.yaml`, text }));
  const app = new DeliveryApp();
  for (const environment of Environments.from(files, { variables: {} }))
    new EnvironmentStack(app, environment);
  const { files: manifests, problems } = app.output();
  const objects = Object.entries(manifests)
    .filter(([path]) => path.endsWith('.k8s.yaml'))
    .flatMap(([path, text]) => parseYaml(text, path).documents.map(({ value }) => value));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a synth writes are API objects
  return { objects: objects as ApiObjectData[], problems };
}
