/**
 * The second half of `npm run build`: puts the hundreds of files that the compiler has made of lib/ into a few, which
 * load in half the time, and each when something of it is first asked for. Each module still runs when it is first asked
 * for, and once, whichever door is taken. The doors stay where they were; types and JSON stay beside them.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Plugin, build } from 'esbuild';
import own from '../package.json';

const folder = resolve(__dirname, '..', 'build', 'lib');

/** The files that are made, and which modules each has: those of the first that fits. */
const parts: ReadonlyMap<string, RegExp> = new Map([
  // What an app asks for that has objects of its own, and finds all answers kept.
  [
    'app.js',
    modules(
      'index.js',
      'constructs/(?:construct/|release/(?:index|release).js|routing/middleware-factories.js)',
      'project/(?:cache|handover|output|stack)/',
    ),
  ],
  // What makes objects, from environments too, and what their claims and releases ask for although all answers are kept.
  [
    'synth.js',
    modules(
      'constructs/',
      'project/environment/',
      'check/claims/(?:faults|index|read).js',
      'check/release/(?:about|declared|folder|index|markdown|plan|uses).js',
    ),
  ],
  // What is known of Traefik's kinds and of the objects of a cluster: who makes objects asks it, and who checks them.
  [
    'traefik.js',
    modules(
      'traefik/(?:api|check|regions|release|request|rule|version)/',
      'traefik/model/(?:index|runtime/rawdata|provider/(?:refused|gateway/versions)).js',
      'check/cluster/',
      'core/kubernetes/(?:certificate-name|data-key|image|index|pod-makers|quantity|variable-references).js',
      'core/kubernetes/kinds/',
    ),
  ],
  // What the API server does with the rules of CRDs and with policies.
  ['cel.js', modules('check/cel/')],
  // What is told of findings.
  ['catalogue.js', modules('core/finding/catalogue/')],
  // What becomes of requests: explanations, proofs, differences, releases.
  [
    'prove.js',
    modules(
      'check/(?:changes|claims|fix|gates|graph|policy|release)/',
      'traefik/(?:difference|ways)/',
      'traefik/model/explain/(?!why/)',
    ),
  ],
  // What holds objects against all rules, and what Traefik makes of them.
  ['check.js', modules('check/', 'traefik/', 'core/kubernetes/')],
  // What all need, and the command line to print its help.
  ['core.js', modules('core/', 'cli/(?:main|commands?|progress).js')],
]);

/** Modules by the beginnings of their names; one with its extension is that one alone. */
function modules(...beginnings: readonly string[]): RegExp {
  return new RegExp(`^\\./(?:${beginnings.join('|').replaceAll('.js', '\\.js$')})`);
}

/** Has all else. */
const lastPart = 'program.js';
const partNames = [...parts.keys(), lastPart];

function partOf(module: string): string {
  return partNames.find((part) => parts.get(part)?.test(module)) ?? lastPart;
}

/** A file below build/lib as the parts know it. */
function nameOf(file: string): string {
  return `./${relative(folder, file).split(sep).join('/')}`;
}

/** A path as `require` takes it from a module of a folder. */
function pathFrom(from: string, file: string): string {
  const path = relative(from, file).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The files below build/lib that are loaded by their path: what package.json exports, and what `bin/` loads. */
function doors(): readonly string[] {
  const targets = Object.values(own.exports).flatMap((target) =>
    typeof target === 'string' ? [] : [resolve(folder, '../..', target.default)],
  );
  const launched = ['cli/main.js', 'project/handover/index.js', 'project/output/index.js'].map((file) =>
    join(folder, file),
  );
  return [...targets.filter((file) => file.startsWith(folder + sep)), ...launched];
}

/** Node finds the names of a CommonJS module for `import { name }` by reading its text, not by running it. */
function doorText(door: string): string {
  // oxlint-disable-next-line typescript/no-require-imports -- a path that is known here alone
  const exported = Object.keys(require(door));
  // What a CommonJS module calls its default, Node's `import` never takes for one.
  const names = exported.filter((name) => name !== '__esModule' && name !== 'default');
  const module = nameOf(door);
  const part = partOf(module);
  const asked = (file: string): string => `require(${JSON.stringify(pathFrom(dirname(door), file))})`;
  const parts = asked(resolve(folder, '../../bin/parts.js'));
  return [
    '"use strict";',
    `const part = ${parts}.part(${JSON.stringify(part)}) ?? ${asked(join(folder, part))};`,
    `module.exports = part[${JSON.stringify(module)}]();`,
    `0 && (module.exports = { ${names.join(', ')} });`,
    '',
  ].join('\n');
}

/**
 * Lets a module of ours be run when something of it is first asked for, not when a module that imports it is: a
 * command then runs what it uses and no more, and of cdk8s only what makes constructs. What is asked for is kept by the
 * module that asks, and taken from the module that defines it, past the index files between: else each call of a function
 * would go through their getters, which is a tenth of a synth that runs for the first time. The compiler names
 * each import and asks for all of it by that name; imports for their effect, and `export *`, stay as they are. Those of
 * core.js, which all need, are taken at once.
 */
const directImports: Plugin = {
  name: 'direct-imports',
  setup(bundling) {
    bundling.onLoad({ filter: /\.js$/ }, async ({ path, namespace }) => {
      if (namespace !== 'file' || !path.startsWith(folder + sep)) return undefined;
      return { contents: withDirectImports(await readFile(path, 'utf8'), dirname(path)) };
    });
  },
};

/** An import as the compiler writes it, with its name, its call and the path of the module. */
const imported = /^(?:const|var) (\w+_\d+) = ((?:__importDefault\()?require\("([^"]+)"\)\)?);$/gm;

/** @param from the folder of the module */
function withDirectImports(text: string, from: string): string {
  const imports = new Map(
    [...text.matchAll(imported)].map(([, name = '', call = '', path = '']) => [name, { call, path }]),
  );
  if (imports.size === 0) return text;
  const used = new RegExp(`(?<![\\w$]|[^.][.])(${[...imports.keys()].join('|')})\\.(\\w+)`, 'g');
  const declared = new Map([...imports.keys()].map((name) => [name, new Set<string>()]));
  const withUses = text.replaceAll(used, (_, name: string, property: string) => {
    const { call, path } = imports.get(name) ?? {};
    const lines = declared.get(name);
    if (call === undefined || path === undefined || !lines) throw new Error(`${name} is not imported`);
    if (!isFixed(path)) {
      lines.add(`let ${name};`);
      return `(${name} ??= ${call}).${property}`;
    }
    const slot = `${name}_${property}`;
    if (!isOwn(path)) {
      lines.add(`let ${slot};`);
      return `(${slot} ??= ${call}.${property})`;
    }
    const definer = definerOf({ file: require.resolve(join(from, path)), name: property });
    const taken = `require(${JSON.stringify(pathFrom(from, definer.file))}).${definer.name}`;
    if (partOf(nameOf(definer.file)) === 'core.js') {
      lines.add(`const ${slot} = ${taken};`);
      return slot;
    }
    lines.add(`let ${slot};`);
    return `(${slot} ??= ${taken})`;
  });
  return withUses.replaceAll(imported, (_, name: string) => [...(declared.get(name) ?? [])].join(' '));
}

/** Whether what a module exports stays as it is; functions of others may be replaced at any time, by a test for example. */
function isFixed(path: string): boolean {
  return isOwn(path) || path === 'cdk8s' || path === 'constructs';
}

function isOwn(path: string): boolean {
  return path.startsWith('.') && !path.endsWith('.json');
}

/** Something that a module exports, by its name there. */
interface Exported {
  readonly file: string;
  readonly name: string;
}

/** What defines an export, past the modules that only hand it on. */
function definerOf(exported: Exported): Exported {
  const handedOn = handedOnBy(exported.file).get(exported.name);
  return handedOn ? definerOf(handedOn) : exported;
}

/** An export that the compiler writes for `export { name } from`: its name, the import, and the name there. */
const getter =
  /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+_\d+)\.(\w+); \} \}\);$/gm;

/** By file: the index file of a room is asked for each import from the room. */
const handedOn = new Map<string, ReadonlyMap<string, Exported>>();

/** What a module hands on from others of this package, by the name that it has for it. */
function handedOnBy(file: string): ReadonlyMap<string, Exported> {
  const known = handedOn.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8');
  const paths = new Map(
    [...text.matchAll(imported)].map(([, variable = '', , path = '']) => [variable, path]),
  );
  const found = new Map(
    [...text.matchAll(getter)].flatMap(([, own = '', variable = '', name = '']) => {
      const path = paths.get(variable);
      return path !== undefined && isOwn(path)
        ? [[own, { file: require.resolve(join(dirname(file), path)), name }] as const]
        : [];
    }),
  );
  handedOn.set(file, found);
  return found;
}

/** Takes modules of the other parts from them. @param asked receives their names */
function otherParts(part: string, asked: Set<string>): Plugin {
  return {
    name: 'other-parts',
    setup(bundling) {
      bundling.onResolve({ filter: /^\.{1,2}(?:\/|$)/ }, ({ path, resolveDir, namespace }) => {
        if (namespace === 'other') return { path, external: true };
        const module = nameOf(require.resolve(join(resolveDir, path)));
        if (module.endsWith('.json') || partOf(module) === part) return undefined;
        asked.add(module);
        return { path: module, namespace: 'other' };
      });
      bundling.onLoad({ filter: /.*/, namespace: 'other' }, ({ path }) => ({
        contents: `module.exports = require("./${partOf(path)}")[${JSON.stringify(path)}]();`,
      }));
    },
  };
}

/** JSON as the compiler copies it, with four spaces for each step, of which half a megabyte is read by a first run. */
function dataFiles(): readonly string[] {
  return filesBelow(folder, join(folder, '../imports')).filter((file) => file.endsWith('.json'));
}

function filesBelow(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((one) =>
    readdirSync(one, { recursive: true, encoding: 'utf8' }).map((name) => join(one, name)),
  );
}

/** A digest of all code, data and versions that an answer of this package depends on (lib/project/cache). */
function codeDigest(): string {
  const hash = createHash('sha256').update(readFileSync(join(folder, '../../package-lock.json')));
  const files = filesBelow(folder, join(folder, '../imports'));
  const packed = new Set(partNames.map((part) => join(folder, part)));
  for (const file of files.filter((name) => /\.js(?:on)?$/.test(name) && !packed.has(name)).toSorted())
    hash.update(`\n${relative(folder, file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

async function pack(part: string, modules: Iterable<string>, digest: string): Promise<ReadonlySet<string>> {
  const asked = new Set<string>();
  const entries = [...modules].filter((module) => partOf(module) === part);
  await build({
    stdin: {
      contents: entries
        .map((module) => JSON.stringify(module))
        .map((module) => `exports[${module}] = () => require(${module});`)
        .join('\n'),
      resolveDir: folder,
    },
    outfile: join(folder, part),
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    target: 'node20',
    define: { 'process.env.CDK8S_TRAEFIK_CODE': JSON.stringify(digest) },
    packages: 'external',
    // They stay files: JSON.parse reads them faster than JavaScript is compiled.
    external: [join(folder, '../*.json')],
    plugins: [otherParts(part, asked), directImports],
    logLevel: 'warning',
  });
  return asked;
}

/** Text in ASCII alone is read and compiled faster; esbuild leaves regular expressions as they are. */
function inAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function main(): Promise<void> {
  rmSync(join(folder, '../cache'), { recursive: true, force: true });
  const digest = codeDigest();
  const texts = new Map(doors().map((door) => [door, doorText(door)]));
  const wanted = new Set([...texts.keys()].map(nameOf));
  // What one part asks of the other is an entry of that one.
  for (let known = 0; known < wanted.size;) {
    known = wanted.size;
    for (const part of partNames) for (const module of await pack(part, wanted, digest)) wanted.add(module);
  }
  const made = new Set(partNames.map((part) => join(folder, part)));
  for (const file of made) writeFileSync(file, inAscii(await readFile(file, 'utf8')));
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, file);
    if (path.endsWith('.js') && !made.has(path)) rmSync(path);
  }
  for (const [door, text] of texts) writeFileSync(door, text);
  for (const file of dataFiles()) writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
  // npm packs no file of the name package-lock.json; new projects get their versions from it.
  copyFileSync(join(folder, '../../package-lock.json'), join(folder, '../lock.json'));
}

void main();
