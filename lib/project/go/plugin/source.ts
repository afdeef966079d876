import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../core/file';
import { goHeader } from '../go-header';
import { type GoType, goTypes } from './go-types';
import { type Shape, shapeOf } from './shape';

/** A file of a plugin's package, with the packages that it imports. */
export interface SourceFile {
  readonly name: string;
  readonly imports: readonly string[];
}

/** The package with New and CreateConfig. */
export interface PluginSource {
  readonly files: readonly SourceFile[];
  readonly functions: ReadonlySet<string>;
  /** What its configuration is read into; undefined where CreateConfig does not say it. */
  readonly shape: Shape | undefined;
}

/** Reads the package of a plugin; what is in its tests is not part of it. */
export function pluginSource(folder: string): PluginSource {
  const names = readdirSync(folder).filter(
    (name) => /^[^_.].*\.go$/.test(name) && !name.endsWith('_test.go'),
  );
  const texts = names.map((name) => readText(join(folder, name)));
  const types = new Map<string, GoType>(texts.flatMap((text) => [...goTypes(text)]));
  const functions = new Set(
    texts.flatMap((text) => [...text.matchAll(/^func ([A-Z]\w*)\s*\(/gm)].map(([, name = '']) => name)),
  );
  const [config] = texts.flatMap(
    (text) => /^func CreateConfig\(\)\s*\*?\s*([\p{L}_]\w*)/mu.exec(text)?.[1] ?? [],
  );
  const declared = config === undefined ? undefined : types.get(config);
  return {
    files: names.map((name, index) => ({ name, imports: goHeader(texts[index] ?? '').imports })),
    functions,
    shape: declared && shapeOf(declared, types),
  };
}
