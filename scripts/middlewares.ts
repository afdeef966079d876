/**
 * `npm run middlewares`: makes of the registries of middlewares (lib/traefik/api/middlewares/registry.ts and that of TCP)
 * and of the interfaces beside each kind what lists the kinds: their types, the factory functions, and the page of all
 * middlewares.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReferencePlace } from '../lib/traefik/api/middlewares';
import { middlewareKinds } from '../lib/traefik/api/middlewares/registry';
import { tcpMiddlewareKinds } from '../lib/traefik/api/tcp-middlewares/registry';

const root = resolve(__dirname, '..');
const httpFolder = 'lib/traefik/api/middlewares';
const tcpFolder = 'lib/traefik/api/tcp-middlewares';
const notice = '// Made by `npm run middlewares`: not to be edited.\n';

/** What is told of a kind. */
interface Kind {
  readonly name: string;
  readonly folder: string;
  /** Its interface. */
  readonly type: string;
  /** The first sentence of what its interface says. */
  readonly summary: string;
  readonly page: string | undefined;
  readonly deprecated: string | undefined;
  readonly references: readonly ReferencePlace[];
  /** Whether it may be written without options: nothing is wrong then. */
  readonly isFreeOfOptions: boolean;
}

interface Known {
  readonly check: (spec: never) => readonly unknown[];
  readonly references?: readonly ReferencePlace[];
}

function kindsIn(folder: string, registry: Readonly<Record<string, Known>>): readonly Kind[] {
  return Object.keys(registry)
    .toSorted()
    .map((name) => {
      const known = registry[name];
      const own = kebabCase(name);
      const text = readFileSync(join(root, folder, own, 'spec.ts'), 'utf8');
      const declarations = text.matchAll(/\/\*\*((?:(?!\*\/).)*)\*\/\nexport interface (\w+)([^\n]*)/gs);
      const [, comment = '', type = ''] =
        [...declarations].find(([, , found = '']) => found.toLowerCase().startsWith(name.toLowerCase())) ??
        [];
      if (type === '') throw new Error(`${folder}/${own}/spec.ts has no interface of ${name}`);
      const words = comment
        .replace(/^\s*\* ?/gm, '')
        .replace(/\s+/g, ' ')
        .trim();
      const isOptional = !/^ {2}readonly \w+:/m.test(bodyOf(text, type)) && !/\[name: string\]/.test(text);
      return {
        name,
        folder: own,
        type,
        summary: /^.*?[.;:](?= |$)/.exec(words)?.[0].replace(/[;:]$/, '.') ?? words,
        page: /@see (\S+)/.exec(words)?.[1],
        deprecated: /@deprecated (.*?)(?= @|$)/.exec(words)?.[1],
        references: known?.references ?? [],
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an empty spec is one of every kind
        isFreeOfOptions: isOptional && known?.check({} as never).length === 0,
      };
    });
}

function bodyOf(text: string, type: string): string {
  const start = text.indexOf(`export interface ${type}`);
  return text.slice(start, text.indexOf('\n}\n', start));
}

/** `ipAllowList` → `ip-allow-list`, `passTLSClientCert` → `pass-tls-client-cert`. */
function kebabCase(word: string): string {
  return word
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

function specsText(kinds: readonly Kind[], kindsType: string, title: string): string {
  const imports = kinds.map(({ folder, type }) => `import type { ${type} } from './${folder}/spec';`);
  const exports = kinds.map(({ folder }) => `export type * from './${folder}/spec';`);
  const fields = kinds.map(
    ({ name, type, summary, deprecated }) =>
      `${docOf(summary, deprecated, '  ')}  readonly ${name}?: ${type};\n`,
  );
  return `${notice}${imports.join('\n')}\n\n${exports.join('\n')}\n
/**
 * The kinds of ${title}.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface ${kindsType} {\n${fields.join('')}}\n`;
}

function docOf(summary: string, deprecated: string | undefined, indent: string): string {
  const line = `${indent}/** ${summary} */\n`;
  if (deprecated === undefined && line.length <= 120) return line;
  const width = 117 - indent.length;
  const words = summary.match(new RegExp(`.{1,${width}}(?= |$)`, 'g')) ?? [];
  const tag = deprecated === undefined ? [] : ['', `@deprecated ${deprecated}`];
  const body = [...words.map((text) => text.trim()), ...tag].map(
    (text) => `${indent} *${text === '' ? '' : ` ${text}`}\n`,
  );
  return `${indent}/**\n${body.join('')}${indent} */\n`;
}

function factoriesText(http: readonly Kind[], tcp: readonly Kind[]): string {
  const isBroad = ({ references }: Kind): boolean => references.some(({ to }) => to !== 'Secret');
  const broad = http.filter(isBroad);
  const narrow = http.filter((kind) => !isBroad(kind));
  const types = [...narrow, ...tcp].map(({ type }) => type);
  const factory = (kind: Kind, result: string): string => {
    const { name, type, summary, deprecated, isFreeOfOptions } = kind;
    const options = isBroad(kind) ? `${type}Options` : type;
    const text = `${summary.replace(/\.$/, '')}: {@link ${options}}.`;
    const called = type.endsWith('TCP') ? `${name}TCP` : name;
    const use = deprecated?.replace(/`(\w+)`/, type.endsWith('TCP') ? '`$1TCP`' : '`$1`');
    return `${docOf(text, use, '')}export function ${called}(options: ${options}${
      isFreeOfOptions ? ' = {}' : ''
    }): ${result} {\n  return { ${name}: options };\n}\n`;
  };
  return `${notice}import type { ${broad.map(({ type }) => `${type}Options`).join(', ')}, InlineMiddleware } from './route-parts';
import type { ${[...types, 'MiddlewareSpec', 'MiddlewareTCPSpec'].toSorted().join(', ')} } from '../../traefik/api';

// One function a kind of middleware, so that a middleware reads as what it does: \`rateLimit({ average: 50 })\`. Each
// returns plain data, the same that an environment file holds; the type of the options documents them.

${[
  ...http.map((kind) => factory(kind, isBroad(kind) ? 'InlineMiddleware' : 'MiddlewareSpec')),
  ...tcp.map((kind) => factory(kind, 'MiddlewareTCPSpec')),
].join('\n')}`;
}

const uses: Readonly<Record<NonNullable<ReferencePlace['holds']>, string>> = {
  users: 'users, or user and password',
  'digest-users': 'users of digest authentication',
  authority: "an authority's certificate",
  'key-pair': 'certificate and key',
  credentials: 'user and password',
};

function pageText(http: readonly Kind[], tcp: readonly Kind[]): string {
  return `# Middlewares

Every kind of middleware, by the name under which it stands in a Middleware, in an environment file and as a function of
this package. What is wrong with one is checked by itself at synth ([findings](findings.md)), and the model knows what it
does with a request ([traffic model](traffic-model.md)). This page is made by \`npm run middlewares\`.

## HTTP

${tableOf(http)}
## TCP

${tableOf(tcp)}`;
}

function tableOf(kinds: readonly Kind[]): string {
  const rows = kinds.map(({ name, page, summary, deprecated, references }) => {
    const named = references.map(({ at, to, holds }) => {
      const what = to === 'service' ? 'a service' : to === 'Middleware' ? 'Middlewares' : 'a Secret';
      return `${what} (\`${at.filter((key) => key !== '*').join('.')}\`)${holds === undefined ? '' : `: ${uses[holds]}`}`;
    });
    const title = page === undefined ? `\`${name}\`` : `[\`${name}\`](${page})`;
    const old = deprecated === undefined ? '' : ` Deprecated: ${deprecated}.`;
    return `| ${title} | ${summary}${old} | ${named.join('; ') || '–'} |`;
  });
  return `| kind | what it does | what it names |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

/** The files that this script writes, before they are formatted: path in the repository → text. */
export function middlewareFiles(): ReadonlyMap<string, string> {
  const http = kindsIn(httpFolder, middlewareKinds);
  const tcp = kindsIn(tcpFolder, tcpMiddlewareKinds);
  return new Map([
    [`${httpFolder}/specs.ts`, specsText(http, 'MiddlewareKinds', 'an HTTP middleware')],
    [`${tcpFolder}/specs.ts`, specsText(tcp, 'MiddlewareTCPKinds', 'a TCP middleware')],
    ['lib/constructs/routing/middleware-factories.ts', factoriesText(http, tcp)],
    ['docs/middlewares.md', pageText(http, tcp)],
  ]);
}

/** The files, formatted as the repository keeps them. */
export function formattedMiddlewareFiles(): ReadonlyMap<string, string> {
  const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const formatted = [...middlewareFiles()].map(([path, text]) => {
    const options = { cwd: root, input: text, encoding: 'utf8' } as const;
    return [path, execFileSync(process.execPath, [prettier, '--stdin-filepath', path], options)] as const;
  });
  return new Map(formatted);
}

/** Folders of kinds that no registry lists. */
export function unlistedFolders(): readonly string[] {
  // A folder may have several kinds, so that the registries' own imports tell what is listed.
  const registries = ['registry.ts', 'native.ts'].map((file) =>
    readFileSync(join(root, httpFolder, file), 'utf8'),
  );
  const listed = new Set(
    registries.flatMap((text) =>
      Array.from(text.matchAll(/from '\.\/([^/']+)\/kind'/g), ([, folder]) => folder),
    ),
  );
  return readdirSync(join(root, httpFolder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'shared' && !listed.has(entry.name))
    .map(({ name }) => name);
}

if (require.main === module) {
  for (const [path, text] of formattedMiddlewareFiles()) {
    writeFileSync(resolve(root, path), text);
    console.log(`${path}: ${text.length} characters`);
  }
}
