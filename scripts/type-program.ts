import { resolve } from 'node:path';
import { type CompletedConfig, DEFAULT_CONFIG, createProgram } from 'ts-json-schema-generator';
import { isBuilt } from './built';

/** What the compiler knows of a module of the repository and of all that it imports, unchecked. */
export interface TypeProgram {
  readonly program: ReturnType<typeof createProgram>;
  readonly config: CompletedConfig;
}

/** Reads a module, by its path in the repository, which takes seconds. */
export function typeProgram(file: string): TypeProgram {
  const root = resolve(__dirname, '..');
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    path: isBuilt() ? resolve(root, 'build', file.replace(/\.ts$/, '.d.ts')) : resolve(root, file),
    tsconfig: resolve(root, 'scripts/types.tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
  };
  return { config, program: createProgram(config) };
}
