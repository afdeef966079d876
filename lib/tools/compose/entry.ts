import { relative } from 'node:path';
import { type FieldPath, type Location, type Severity, formatFieldPath } from '../../core/finding';
import { itemAt } from '../../core/base';
import { type Code, codeOf } from './catalogue';
import type { Layers } from './layers';
import { type Fate, type Outcome, severityOf } from './outcome';

/** What the report says of one part of the project. */
export interface Entry {
  /** `services.web.labels.traefik.http.routers.web.rule` */
  readonly path: string;
  readonly location: Location;
  readonly fate: Fate;
  readonly code: Code | null;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string | null;
  /** `environments/base.yaml:routes.http.web.match` */
  readonly to: string | null;
  /** The environments in which it is so, where it is not in all. */
  readonly environments?: readonly string[];
}

/** The outcomes of one environment, with their places. */
export interface Placed {
  readonly environment: string;
  readonly outcomes: readonly (Outcome & { readonly location: Location })[];
}

/** One entry for what is said of the same part in several environments. */
export function entriesOf(all: readonly Placed[], layers: Layers, directory: string): readonly Entry[] {
  const found = new Map<string, { entry: Entry; environments: string[] }>();
  for (const { environment, outcomes } of all) {
    for (const outcome of outcomes) {
      // What has no part in the project, such as defaults, is no answer to any.
      if (outcome.path.length === 0) continue;
      const entry = entryOf(outcome, environment, layers, directory);
      const key = JSON.stringify(entry);
      const known = found.get(key);
      if (known) known.environments.push(environment);
      else found.set(key, { entry, environments: [environment] });
    }
  }
  return Array.from(found.values(), ({ entry, environments }) =>
    environments.length === all.length ? entry : { ...entry, environments },
  );
}

function entryOf(
  outcome: Outcome & { readonly location: Location },
  environment: string,
  layers: Layers,
  directory: string,
): Entry {
  const { path, fate, code, location, to } = outcome;
  const known = code === null ? undefined : codeOf(code);
  return {
    path: composePath(path),
    location: shownLocation(location, directory),
    fate,
    code,
    severity: severityOf(outcome),
    message: outcome.message ?? known?.what ?? 'It means the same.',
    fix: outcome.fix ?? known?.fix ?? null,
    to: to === undefined ? null : placeOf(to, environment, layers),
  };
}

/** A path as Compose's users write it: labels keep their dots. */
export function composePath(path: FieldPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );
}

/** A file below the folder is named from there, as a user would. */
export function shownLocation(location: Location, directory: string): Location {
  const file = relative(directory, location.file);
  return file === '' || file.startsWith('..') ? location : { ...location, file };
}

function placeOf(to: FieldPath, environment: string, { base, environments }: Layers): string | null {
  const isIn = (layer: unknown): boolean => itemAt(layer, to) !== undefined;
  const file = isIn(base) ? 'base' : isIn(environments.get(environment)) ? environment : undefined;
  return file === undefined ? null : `environments/${file}.yaml:${formatFieldPath(to)}`;
}
