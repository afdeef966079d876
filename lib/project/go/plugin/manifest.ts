import { isPlainMap } from '../../../core/base';
import type { FieldPath, Location, Problem } from '../../../core/finding';
import { hasErrors } from '../../../core/finding';
import { parseYaml } from '../../../core/yaml';

/** The name of the file that makes a module a plugin of Traefik. */
export const manifestName = '.traefik.yml';

/** What `.traefik.yml` says of a plugin. */
export interface PluginManifest {
  readonly displayName: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  readonly type: 'middleware' | 'provider';
  /** Whether Traefik interprets its source by Yaegi, or runs WebAssembly. */
  readonly runtime: 'yaegi' | 'wasm';
  /** Import path of the package with New and CreateConfig. */
  readonly import: string;
  /** The name of that package, where it is not the last element of its path. */
  readonly basePkg: string;
  readonly useUnsafe: boolean;
  /** A configuration with which the plugin works. */
  readonly testData: Readonly<Record<string, unknown>>;
}

export interface ManifestReading {
  /** Undefined where something is wrong with it. */
  readonly manifest?: PluginManifest;
  readonly locate: (path: FieldPath) => Location;
  readonly problems: readonly Problem[];
}

/**
 * Reads a manifest as Traefik does, which loads a plugin only if nothing is wrong with it.
 *
 * Source: Traefik, pkg/plugins/plugins.go (`checkLocalPluginManifest`)
 *
 * @param module the plugin's import path
 * @param report makes a problem of what is wrong, at a place
 */
export function readManifest(
  text: string,
  file: string,
  module: string,
  report: (location: Location, message: string, fix?: string) => Problem,
): ManifestReading {
  const { documents, problems } = parseYaml(text, file);
  const [document] = documents;
  const start = { file, line: 1, column: 1 };
  const locate = (path: FieldPath): Location => document?.locate(path) ?? start;
  if (hasErrors(problems)) return { locate, problems };
  const value = document?.value;
  if (!isPlainMap(value)) return { locate, problems: [report(start, `${file} is no map.`)] };
  const textAt = (key: string): string => (typeof value[key] === 'string' ? value[key] : '');
  const found: Problem[] = [];
  const wants = (key: string, isRight: boolean, message: string, fix: string): void => {
    if (!isRight) found.push(report(locate([key]), message, fix));
  };
  const { testData } = value;
  const [type, runtime, own] = [textAt('type'), textAt('runtime') || 'yaegi', textAt('import')];
  const isWasm = runtime === 'wasm' && type === 'middleware';
  wants(
    'type',
    ['middleware', 'provider'].includes(type),
    `The type is ${quoted(type)}.`,
    'Write "type: middleware".',
  );
  wants(
    'runtime',
    runtime === 'yaegi' || isWasm,
    `The runtime of a ${type} is ${quoted(runtime)}.`,
    'Leave it out for a plugin in Go, or write "runtime: wasm" for a middleware.',
  );
  wants(
    'import',
    isWasm || (own !== '' && own.startsWith(module)),
    own === '' ? 'It names no import.' : `The import ${own} is none of the module ${module}.`,
    `Write "import: ${module}", or a package below it.`,
  );
  wants('displayName', textAt('displayName') !== '', 'It has no displayName.', 'Give it one.');
  wants('summary', textAt('summary') !== '', 'It has no summary.', 'Say in a sentence what it does.');
  wants(
    'testData',
    isPlainMap(testData),
    'It has no testData.',
    'Write a configuration with which it works: "testData: { … }".',
  );
  if (found.length > 0) return { locate, problems: found };
  return {
    locate,
    problems,
    manifest: {
      displayName: textAt('displayName'),
      summary: textAt('summary'),
      type: type === 'provider' ? 'provider' : 'middleware',
      runtime: isWasm ? 'wasm' : 'yaegi',
      import: own,
      basePkg: textAt('basePkg'),
      useUnsafe: value['useUnsafe'] === true,
      testData: isPlainMap(testData) ? testData : {},
    },
  };
}

const quoted = (text: string): string => (text === '' ? 'not said' : JSON.stringify(text));
