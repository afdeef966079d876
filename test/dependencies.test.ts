import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');

interface Locked {
  readonly version: string;
  readonly license: string;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const { packages }: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  textOf('package-lock.json'),
);
const own: Pick<Locked, 'dependencies' | 'peerDependencies'> = JSON.parse(textOf('package.json'));

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Where Node finds a package that is asked for from a folder: there, or in a folder above. */
function resolved(name: string, from: string): string | undefined {
  const parts = from === '' ? [] : from.split('/node_modules/');
  for (let count = parts.length; count >= 0; count--) {
    const path = [...parts.slice(0, count), name]
      .join('/node_modules/')
      .replace(/^(?!node_modules)/, 'node_modules/');
    if (packages[path]) return path;
  }
  return undefined;
}

/** Everything that is installed where this package is used. */
function installed(): readonly string[] {
  const found = new Set<string>();
  const visit = ({ dependencies, peerDependencies }: Partial<Locked>, from: string): void => {
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      const path = resolved(name, from);
      if (path === undefined || found.has(path)) continue;
      found.add(path);
      visit(packages[path] ?? {}, path);
    }
  };
  visit(own, '');
  return [...found].toSorted();
}

const rows = installed().map((path) => {
  const [, ...names] = path.split('node_modules/');
  const name = names.at(-1) ?? '';
  const { version = '', license = '', inBundle = false } = packages[path] ?? {};
  const carrier = names.find((part) => part !== name)?.replace('/', '');
  return `| ${name} | ${version} | ${license} | ${inBundle && carrier !== undefined ? `inside ${carrier}` : ''} |`;
});

test('the documentation lists every package that is installed with this one, with version and licence', () => {
  const table = textOf('docs/security.md')
    .split('\n')
    .filter((line) => /^\| [\w@/-]+ +\| \d+\./.test(line))
    .map((line) => line.replaceAll(/ +\|/g, ' |').replaceAll('|  |', '| |'));
  expect(table).toEqual(rows.map((row) => row.replaceAll('|  |', '| |')));
});

test('each of them has a licence that asks for nothing but to be named', () => {
  const licences = new Set(installed().map((path) => packages[path]?.license ?? 'none'));
  expect([...licences].toSorted()).toEqual(['Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'PSF-2.0']);
});

test('versions of dependencies are exact', () => {
  expect(Object.values(own.dependencies ?? {}).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
    [],
  );
});

test('none of them runs a script when it is installed', () => {
  expect(installed().filter((path) => packages[path]?.hasInstallScript)).toEqual([]);
});
