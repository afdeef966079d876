import { quoteMeta } from '../../core/base';
import type * as Toml from 'smol-toml' with { 'resolution-mode': 'import' };
import { type FieldPath, type Location, type Problem, hasErrors } from '../../core/finding';
import { parseYaml } from '../../core/yaml';
import type { MountedFile } from './mounts';

/** Few projects have TOML, so that its reader is loaded for these alone. */
function parseToml(text: string): unknown {
  const library: typeof Toml = require('smol-toml');
  return library.parse(text);
}

/** A file of Traefik's configuration, static or dynamic. */
export interface TraefikFile {
  readonly value: unknown;
  /** Where the value at a path was written. */
  readonly locate: (path: FieldPath) => Location;
  /** What is wrong with its text; with an error the value is none. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of Traefik's in the format that its name says: YAML, or TOML.
 *
 * @param path its name in the container
 */
export function readTraefikFile({ text, file }: MountedFile, path: string): TraefikFile {
  return path.endsWith('.toml') ? readToml(text, file) : readYaml(text, file);
}

function readYaml(text: string, file: string): TraefikFile {
  const { documents, problems } = parseYaml(text, file);
  const [document] = documents;
  const start = { file, line: 1, column: 1 };
  return {
    value: hasErrors(problems) ? undefined : document?.value,
    locate: (path) => document?.locate(path) ?? start,
    problems,
  };
}

function readToml(text: string, file: string): TraefikFile {
  try {
    return { value: parseToml(text), locate: (path) => tomlPlace(text, file, path), problems: [] };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const [line = 1, column = 1] = [lineOf(error, 'line'), lineOf(error, 'column')];
    const [reason = ''] = error.message.split('\n');
    const message = `This is not TOML: ${reason.replace(/^Invalid TOML document: /, '')}.`;
    const problem: Problem = {
      rule: 'invalid-toml',
      severity: 'error',
      message,
      location: { file, line, column },
    };
    return { value: undefined, locate: () => ({ file, line: 1, column: 1 }), problems: [problem] };
  }
}

function lineOf(error: object, field: 'line' | 'column'): number | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'number' ? value : undefined;
}

/** The line that names the last key of a path that any line behind those of the keys before it names. */
function tomlPlace(text: string, file: string, path: FieldPath): Location {
  const lines = text.split('\n');
  let at = 0;
  for (const key of path) {
    if (typeof key === 'number') continue;
    const name = quoteMeta(key);
    const named = new RegExp(`(?:^|[\\s.\\["'])${name}(?:["']?\\s*=|["']?[.\\]]|$)`);
    const found = lines.findIndex((line, index) => index >= at && named.test(line.replace(/#.*/, '')));
    if (found >= 0) at = found;
  }
  return { file, line: at + 1, column: (/\S/.exec(lines[at] ?? '')?.index ?? 0) + 1 };
}
