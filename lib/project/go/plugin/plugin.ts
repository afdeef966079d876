import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../core/file';
import { type FieldPath, type Location, type Problem, problemAt } from '../../../core/finding';
import { type PluginManifest, manifestName, readManifest } from './manifest';
import { optionFaults } from './option-faults';
import type { Shape } from './shape';
import { type PluginSource, pluginSource } from './source';

/** A plugin of Traefik: a module whose source Traefik interprets. */
export interface GoPlugin {
  /** Its import path. */
  readonly module: string;
  readonly manifest: PluginManifest;
  /** What its configuration is read into; undefined where its source does not say it, as that of WebAssembly. */
  readonly shape: Shape | undefined;
}

export interface PluginReading {
  /** Undefined where its manifest is not one that Traefik takes. */
  readonly plugin?: GoPlugin;
  readonly problems: readonly Problem[];
}

/** Whether a folder is that of a plugin. */
export function isPluginFolder(folder: string): boolean {
  return existsSync(join(folder, manifestName));
}

/** Whether the package of a folder has what Traefik takes from a plugin, whatever its manifest. */
export function looksLikePlugin(folder: string): boolean {
  const { files, functions } = pluginSource(folder);
  const imports = new Set(files.flatMap((file) => file.imports));
  return functions.has('New') && functions.has('CreateConfig') && imports.has('net/http');
}

/**
 * Reads a plugin, and what keeps Traefik from loading it.
 *
 * @param folder of its module
 * @param shownAs the folder as problems name it
 * @param module its import path
 */
export function readPlugin(folder: string, shownAs: string, module: string): PluginReading {
  const file = join(shownAs, manifestName);
  const report = (location: Location, message: string, fix?: string): Problem =>
    problemAt({ location }, { rule: 'invalid-plugin', message, ...(fix !== undefined && { fix }) });
  if (!isPluginFolder(folder)) {
    const start = { file: join(shownAs, 'go.mod'), line: 1, column: 1 };
    const fix = `Write ${file} with displayName, type, import, summary and testData.`;
    return { problems: [report(start, `There is no ${manifestName} in ${shownAs}.`, fix)] };
  }
  const { manifest, locate, problems } = readManifest(
    readText(join(folder, manifestName)),
    file,
    module,
    report,
  );
  if (!manifest) return { problems };
  if (manifest.runtime === 'wasm') return { plugin: { module, manifest, shape: undefined }, problems };
  const inside = manifest.import.slice(module.length).replace(/^\//, '');
  const source = join(folder, inside);
  if (!statSync(source, { throwIfNoEntry: false })?.isDirectory()) {
    const message = `The import ${manifest.import} is no folder of the module.`;
    return { problems: [...problems, report(locate(['import']), message)] };
  }
  const read = pluginSource(source);
  const at = (name: string): Location => ({ file: join(shownAs, inside, name), line: 1, column: 1 });
  return {
    plugin: { module, manifest, shape: read.shape },
    problems: [
      ...problems,
      ...missingFunctions(read).map((name) =>
        report(
          locate(['import']),
          `The package ${manifest.import} has no function ${name}.`,
          `Write "${signatures[name]}".`,
        ),
      ),
      ...importFaults(read, manifest, folder, module).map(({ name, message, fix }) =>
        report(at(name), message, fix),
      ),
      ...testDataProblems(manifest, read.shape, locate),
    ],
  };
}

const signatures = {
  New: 'func New(ctx context.Context, next http.Handler, config *Config, name string) (http.Handler, error)',
  CreateConfig: 'func CreateConfig() *Config',
} as const;

function missingFunctions({ functions }: PluginSource): readonly (keyof typeof signatures)[] {
  return (['New', 'CreateConfig'] as const).filter((name) => !functions.has(name));
}

interface ImportFault {
  /** The file that imports it. */
  readonly name: string;
  readonly message: string;
  readonly fix: string;
}

/** What Yaegi, the interpreter, cannot import: C, unsafe packages unless the plugin asks for them, modules beside it. */
function importFaults(
  { files }: PluginSource,
  { useUnsafe, type }: PluginManifest,
  folder: string,
  module: string,
): readonly ImportFault[] {
  const isIn = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);
  return files.flatMap(({ name, imports }) =>
    imports.flatMap((path): readonly ImportFault[] => {
      if (path === 'C') {
        const message = `${name} imports "C", and plugins are interpreted: there is no C compiler.`;
        return [{ name, message, fix: 'Write it in Go, or compile it to WebAssembly (runtime: wasm).' }];
      }
      if (path === 'unsafe' || path === 'syscall') {
        if (useUnsafe) return [];
        const message = `${name} imports ${path}, which plugins get only where they ask for it.`;
        return [
          {
            name,
            message,
            fix: `Write "useUnsafe: true" in ${manifestName} and in the settings of the plugin.`,
          },
        ];
      }
      const isStandard = !(path.split('/')[0] ?? '').includes('.');
      const isGiven = type === 'provider' && isIn(path, 'github.com/traefik/genconf');
      if (isStandard || isGiven || isIn(path, module) || existsSync(join(folder, 'vendor', path))) return [];
      const message = `${name} imports ${path}, which is not in the folder vendor: Yaegi looks nowhere else.`;
      return [{ name, message, fix: 'Run "go mod vendor" in the module, and commit the folder.' }];
    }),
  );
}

function testDataProblems(
  { testData }: PluginManifest,
  shape: Shape | undefined,
  locate: (path: FieldPath) => Location,
): readonly Problem[] {
  if (!shape) return [];
  return pluginOptionProblems(testData, shape, (path) => locate(['testData', ...path]));
}

/** What of a configuration a plugin does not take, at the places of its values. */
export function pluginOptionProblems(
  value: unknown,
  shape: Shape,
  locate: (path: FieldPath) => Location,
): readonly Problem[] {
  return optionFaults(value, shape).map(({ path, kind, message, fix }) =>
    problemAt(
      { location: locate(path), field: path },
      {
        rule: kind === 'unknown' ? 'unknown-plugin-option' : 'invalid-plugin-option',
        message,
        ...(fix !== undefined && { fix }),
      },
    ),
  );
}
