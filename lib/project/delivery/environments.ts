import { objectsOf } from '../../core/manifest';
import type { AppOutput } from '../handover';
import { Environments, type ProcessVariables } from '../environment';
import type { ProgramOutput } from '../program';
import { namesOf, readingOf, releasesDeclared } from '../source';
import type { DeliveredEnvironment } from './delivery';

export interface DeliveredOptions {
  /** Only these. @default all that the output has */
  readonly only?: readonly string[];
  /** What `${env:NAME}` of environment files reads. */
  readonly variables: ProcessVariables;
  /** Folder of manifests of an app that names none itself. */
  readonly manifests: string;
}

/** The environments of a program's output. */
export function deliveredEnvironments(
  output: ProgramOutput,
  { only, variables, manifests }: DeliveredOptions,
): readonly DeliveredEnvironment[] {
  const names = only ?? namesOf(output);
  const declared = new Map(
    [...output.environments.keys()].flatMap((folder) =>
      Environments.load(folder, { only: names, variables }).map((one) => [one.name, one] as const),
    ),
  );
  const releases = releasesDeclared(output);
  return names.map((name) => {
    const own = declared.get(name);
    const app = output.apps.find(({ scopes }) => scopes[name] !== undefined);
    // An environment that makes nothing has no folder, though it may say something of its Traefik.
    const { objects, facts } = app ? readingOf(output, name) : { objects: [], facts: {} };
    const folder = app?.scopes[name] ?? `${name}/`;
    return {
      name,
      folder: `${app?.outdir ?? manifests}/${folder}`.replace(/\/$/, ''),
      objects,
      files: app ? filesOf(app, folder) : new Map(),
      facts,
      releases: releases.filter(({ release }) => release.environment === name),
      ...(own && { declared: own }),
    };
  });
}

/** The objects of each file of manifests of a folder. */
function filesOf({ files, objects = {}, origins }: AppOutput, folder: string): DeliveredEnvironment['files'] {
  return new Map(
    Object.entries(files)
      .filter(([file]) => file in origins && file.startsWith(folder))
      .map(([file, text]) => [
        file.slice(folder.length),
        objects[file] ?? objectsOf(text, file).objects.map(({ object }) => object),
      ]),
  );
}
