import { quotedValue } from './mod-text';
import type { ModLine } from './mod-syntax';
import type { ModCommon, ModFile, Placed, WorkFile } from './mod-types';
import { canonicalVersion, majorMismatch, pathMajor } from './module-version';

/** A file while it is read. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** What one directive does with its words; throws a message where they are wrong. */
export type Directive<F> = (file: Mutable<F>, words: readonly string[], line: ModLine) => void;

export type Directives<F> = Readonly<Record<string, Directive<F>>>;

/** Why a directive is wrong. */
export class DirectiveError extends Error {}

export function fail(message: string): never {
  throw new DirectiveError(message);
}

const goVersion = /^[1-9]\d*\.(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))?(?:[a-z]+\d+)?$/;
/** What of a newer go's version an older one makes of a dependency's. */
const laxGoVersion = /^v?([1-9]\d*\.(?:0|[1-9]\d*))\D.*$/;

function goDirective(lax: boolean): Directive<ModCommon> {
  return (file, words, { spot }) => {
    if (file.go) fail('repeated go statement');
    const [given = ''] = words;
    if (words.length !== 1) fail('go directive expects exactly one argument');
    const value = goVersion.test(given) ? given : lax ? laxGoVersion.exec(given)?.[1] : undefined;
    if (value === undefined) fail(`invalid go version '${given}': must match format 1.23.0`);
    file.go = { spot, value };
  };
}

const toolchain: Directive<ModCommon> = (file, words, { spot }) => {
  if (file.toolchain) fail('repeated toolchain statement');
  const [value = ''] = words;
  if (words.length !== 1) fail('toolchain directive expects exactly one argument');
  if (!/^default$|^go1(?:$|\.)/.test(value)) {
    fail(`invalid toolchain version '${value}': must match format go1.23.0 or default`);
  }
  file.toolchain = { spot, value };
};

const godebug: Directive<ModCommon> = (file, words, { spot }) => {
  const [, key, value] = /^([^=]*)=(.*)$/s.exec(words[0] ?? '') ?? [];
  if (words.length !== 1 || key === undefined || value === undefined || /["`',]/.test(words[0] ?? '')) {
    fail('usage: godebug key=value');
  }
  file.godebug.push({ spot, key, value });
};

const replace: Directive<ModCommon> = (file, words, { spot }) => {
  const arrow = words[1] === '=>' ? 1 : 2;
  const after = words.length - arrow - 1;
  if (after < 1 || after > 2 || words[arrow] !== '=>') {
    fail(
      'usage: replace module/path [v1.2.3] => other/module v1.4, or replace module/path [v1.2.3] => ../local/directory',
    );
  }
  const path = wordValue(words[0] ?? '');
  const major = pathMajor(path);
  if (major === undefined) fail(`replace ${path}: invalid module path`);
  const version = arrow === 2 ? versionOf('replace', path, words[1] ?? '') : '';
  const mismatch = arrow === 2 ? majorMismatch(version, major) : undefined;
  if (mismatch !== undefined)
    fail(`replace ${path}: version ${JSON.stringify(version)} invalid: ${mismatch}`);
  const by = wordValue(words[arrow + 1] ?? '');
  if (after === 1) checkFolder(by);
  const byVersion = after === 2 ? versionOf('replace', by, words[arrow + 2] ?? '') : '';
  if (after === 2 && isFolderPath(by)) {
    fail(`replacement module directory path ${JSON.stringify(by)} cannot have version`);
  }
  file.replace.push({ spot, old: { path, version }, by: { path: by, version: byVersion } });
};

function checkFolder(by: string): void {
  if (!isFolderPath(by)) {
    fail(
      by.includes('@')
        ? "replacement module must match format 'path version', not 'path@version'"
        : 'replacement module without version must be directory path (rooted or starting with . or ..)',
    );
  }
  if (by.includes('\\')) {
    fail('replacement directory appears to be Windows path (on a non-windows system)');
  }
}

/** Whether go takes a path for one of a folder rather than of a module. */
function isFolderPath(path: string): boolean {
  return /^(?:\.{1,2}(?:$|[/\\])|[/\\]|[A-Za-z]:)/.test(path);
}

/** A directive of one word that may be said again and again. */
function list<F>(placedOf: (file: Mutable<F>) => Placed[], usage: string): Directive<F> {
  return (file, words, { spot }) => {
    if (words.length !== 1) fail(usage);
    placedOf(file).push({ spot, value: wordValue(words[0] ?? '') });
  };
}

const common = { toolchain, godebug, replace };

const moduleDirective: Directive<ModFile> = (file, words, { spot }) => {
  if (file.module) fail('repeated module statement');
  // A second module statement is one too many even where the first was wrong.
  file.module = { spot, value: '' };
  if (words.length !== 1) fail('usage: module module/path');
  file.module = { spot, value: wordValue(words[0] ?? '') };
};

function versioned(verb: 'require' | 'exclude'): Directive<ModFile> {
  return (file, words, { spot, suffix }) => {
    if (words.length !== 2) fail(`usage: ${verb} module/path v1.2.3`);
    const path = wordValue(words[0] ?? '');
    const version = versionOf(verb, path, words[1] ?? '');
    const major = pathMajor(path);
    if (major === undefined) fail('invalid module path');
    const mismatch = majorMismatch(version, major);
    if (mismatch !== undefined)
      fail(`${verb} ${path}: version ${JSON.stringify(version)} invalid: ${mismatch}`);
    if (verb === 'exclude') file.exclude.push({ spot, path, version });
    else
      file.require.push({
        spot,
        path,
        version,
        indirect: /^\/\/\s*indirect(?:\s*$|;\s+\S)/.test(suffix ?? ''),
      });
  };
}

function retract(lax: boolean): Directive<ModFile> {
  return (file, words, { spot }) => {
    try {
      const { low, high, rest } = interval(words);
      if (rest !== undefined && !lax) fail(`unexpected token after version: ${JSON.stringify(rest)}`);
      file.retract.push({ spot, low, high });
    } catch (error) {
      // What newer versions of go may write here is passed over in dependencies.
      if (!lax || !(error instanceof DirectiveError)) throw error;
    }
  };
}

/** One version, or `[low, high]`. The versions are not looked at: that would need all of the module's. */
function interval(words: readonly string[]): { low: string; high: string; rest: string | undefined } {
  const [first, low, comma, high, close, rest] = words;
  if (first === undefined || first === '(') fail("expected '[' or version");
  if (first !== '[') return { low: wordValue(first), high: wordValue(first), rest: low };
  if (low === undefined) fail("expected version after '['");
  const lowest = wordValue(low);
  if (comma !== ',') fail("expected ',' after version");
  if (high === undefined) fail("expected version after ','");
  const highest = wordValue(high);
  if (close !== ']') fail("expected ']' after version");
  return { low: lowest, high: highest, rest };
}

/** What of the file of a dependency counts. */
export const laxDirectives: Directives<ModFile> = {
  go: goDirective(true),
  module: moduleDirective,
  require: versioned('require'),
  retract: retract(true),
  ignore: list(({ ignore }) => ignore, 'ignore directive expects exactly one argument'),
};

/** All of a go.mod file. */
export const modDirectives: Directives<ModFile> = {
  ...laxDirectives,
  ...common,
  go: goDirective(false),
  exclude: versioned('exclude'),
  retract: retract(false),
  tool: list(({ tool }) => tool, 'tool directive expects exactly one argument'),
};

/** All of a go.work file. */
export const workDirectives: Directives<WorkFile> = {
  ...common,
  go: goDirective(false),
  use: list(({ use }) => use, 'usage: use local/dir'),
};

function versionOf(verb: string, path: string, word: string): string {
  const text = wordValue(word);
  const version = canonicalVersion(text);
  if (version === undefined) {
    fail(`${verb} ${path}: version ${JSON.stringify(text)} invalid: must be of the form v1.2.3`);
  }
  return version;
}

function wordValue(word: string): string {
  if (word.startsWith('"')) return quotedValue(word) ?? fail('invalid quoted string: invalid syntax');
  if (/["'`]/.test(word)) fail('invalid quoted string: unquoted string cannot contain quote');
  return word;
}
