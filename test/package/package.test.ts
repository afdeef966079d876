import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { temporaryFolders } from '../project/stack/support';
import { asDeveloped, foreignProject, own, root, run, tarball } from './foreign-project';

const tsconfig = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    // The declarations are checked as well, and have to do without those of packages that nobody asked for.
    skipLibCheck: false,
    types: [],
    outDir: 'out',
  },
  files: ['commonjs.cts', 'module.mts'],
};

/** The README's program for other repositories, and a word to each further door of the package. */
const [, tour = ''] =
  /^```ts\n(import { App, Chart }[^]*?)^```/m.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
const program = `import { deriveChart } from 'cdk8s-traefik/chart';
import { yamlSerializer } from 'cdk8s-traefik/testing';
import { IngressRoute as Imported } from 'cdk8s-traefik/imports/traefik';
import { Certificate as ImportedCertificate } from 'cdk8s-traefik/imports/cert-manager';
${tour}
if (!yamlSerializer.test(chart.toJson()[0])) throw new Error('no API object');
const files = deriveChart({ name: 'admin', inputs: { prod: {} }, render: () => app });
if (!files.has('templates/admin.yaml')) throw new Error('no template');
if (Imported.GVK.kind !== 'IngressRoute' || ImportedCertificate.GVK.kind !== 'Certificate') throw new Error('no kind');
`;

const temporary = temporaryFolders();

/** The files of code that a command loads. @param answers the folder that answers are kept in */
function loadedBy(args: readonly string[], answers = 'off'): readonly string[] {
  const script = `require('./build/lib/cli/main.js').main(${JSON.stringify(args)})
    .then(() => console.log('\\n' + JSON.stringify(Object.keys(require.cache))));`;
  const lines = run(root, process.execPath, ['-e', script], { CDK8S_TRAEFIK_CACHE: answers })
    .trimEnd()
    .split('\n');
  return JSON.parse(lines.at(-1) ?? '[]');
}

/** Which of the files that have all code are among those that were loaded. */
function partsOf(loaded: readonly string[]): readonly string[] {
  return loaded.flatMap((file) => /\/build\/lib\/(\w+)\.js$/.exec(file)?.[1] ?? []).toSorted();
}

describe('the tarball', () => {
  let files: readonly string[];

  beforeAll(() => {
    files = run(root, 'tar', ['-tzf', tarball()])
      .split('\n')
      .filter(Boolean)
      .map((file) => file.replace(/^package\//, ''));
  });

  test('has what runs, and neither sources nor maps to them', () => {
    expect(files.filter((file) => /\.map$|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.startsWith('bin/')).toSorted()).toEqual([
      'bin/cdk8s-traefik.js',
      'bin/engine.js',
      'bin/host.js',
      'bin/parts.js',
      'bin/peers.js',
      'bin/program.js',
      'bin/synth.js',
      'bin/yaml-later.js',
    ]);
    expect(files).toContain('build/lib/cli/main.js');
    expect(files).toEqual(expect.arrayContaining(['build/page/map.js', 'build/page/map.css']));
  });

  test('has its code in a few files, which load faster than hundreds, and doors into them', () => {
    const code = files.filter((file) => /^build\/lib\/.*\.js$/.test(file));
    const names = ['app', 'catalogue', 'cel', 'check', 'core', 'program', 'prove', 'synth', 'traefik'];
    const parts = names.map((part) => `build/lib/${part}.js`);
    expect(code).toEqual(expect.arrayContaining([...parts, 'build/lib/index.js']));
    expect(code.length).toBeLessThan(20);
  });

  test('reads no more of itself than a command needs: for help its core alone, for files of objects no cdk8s', () => {
    expect(partsOf(loadedBy(['--help']))).toEqual(['core']);
    const explain = loadedBy(['explain', 'https://example.com/', '-f', 'test/package/objects.yaml']);
    expect(partsOf(explain)).toEqual(expect.arrayContaining(['check', 'core', 'program']));
    expect(explain.filter((file) => /\/node_modules\/cdk8s\//.test(file))).toEqual([]);
  });

  test('reads no checks for a synth of what has not changed', () => {
    const folder = temporary();
    const synth = ['synth', '--output', join(folder, 'dist')];
    const [first, again] = [synth, synth].map((args) => partsOf(loadedBy(args, join(folder, 'answers'))));
    expect(first).toContain('check');
    expect(again).toEqual(['app', 'core', 'program', 'synth', 'traefik']);
  });

  test('has each text and schema that is read beside the code', () => {
    const texts = filesBelow('lib').filter((file) => file.endsWith('.tpl'));
    expect(texts.length).toBeGreaterThan(10);
    expect(files).toEqual(expect.arrayContaining(texts));
    expect(files).toContain('lib/project/environment/environment.schema.json');
    const schemas = filesBelow('lib').filter((file) => /(?<!tsconfig)\.json$/.test(file));
    expect(files).toEqual(expect.arrayContaining(schemas.map((file) => `build/${file}`)));
  });

  test('has the documentation, whose links lead to what is in it', () => {
    const pages = files.filter((file) => /^docs\/.*\.md$/.test(file));
    expect(pages.toSorted()).toEqual(filesBelow('docs').filter((file) => file.endsWith('.md')));
    const linked = ['README.md', 'CONTRIBUTING.md', ...pages].flatMap((page) =>
      // What stands in code is no link.
      [
        ...readFileSync(join(root, page), 'utf8')
          .replace(/^```[^]*?^```|`[^`\n]*`/gm, '')
          .matchAll(/\]\((?!\w+:)([^)#]+)/g),
      ].map(([, link = '']) => posix.join(posix.dirname(page), link)),
    );
    expect(linked.filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('a project without types of others', () => {
  let project: string;

  beforeAll(() => {
    const sources = {
      'tsconfig.json': JSON.stringify(tsconfig),
      'commonjs.cts': program,
      'module.mts': program,
    };
    project = foreignProject('plain', sources, asDeveloped('cdk8s', 'constructs', 'typescript'));
    cpSync(join(root, 'environments'), join(project, 'environments'), { recursive: true });
    run(project, 'npx', ['--no', '--', 'tsc', '-p', '.']);
  });

  test.each([
    ['a CommonJS', 'commonjs.cjs'],
    ['an ES', 'module.mjs'],
  ])('%s module compiles against the package and synthesizes', (_, module) => {
    run(project, 'node', [`out/${module}`], { CDK8S_OUTDIR: `dist-${module}` });
    const manifest = readFileSync(join(project, `dist-${module}`, 'admin.k8s.yaml'), 'utf8');
    expect(manifest).toContain('kind: IngressRoute\n');
    expect(manifest).toContain('match: Host(`admin.example.com`) && PathPrefix(`/`)\n');
    expect(manifest).toContain('kind: Certificate\n');
    expect(manifest).toContain('kind: Deployment\n');
  });

  test('runs the command by its name', () => {
    expect(command('--version')).toContain(`cdk8s-traefik ${own.version}\n`);
    expect(command('--help')).toContain('Usage: cdk8s-traefik');
  });

  test('synthesizes its environment files and asks where a request goes', () => {
    expect(command('synth')).toContain('dist/prod/httpbin.k8s.yaml\n');
    const url = 'https://httpbin.shop.example.com/get';
    const answer: unknown = JSON.parse(command('explain', url, '-f', 'dist/prod', '-o', 'json'));
    expect(answer).toEqual(JSON.parse(inRepository('explain', url, '-f', 'dist/prod', '-o', 'json')));
    expect(command('explain', url, '-f', 'dist/prod')).toContain('outcome      forwarded as GET /get\n');
  });

  test('asks no rule twice about the same objects, and tells where they stand by then', () => {
    const kept = (): readonly string[] => readdirSync(join(project, 'answers'));
    const synth = (output: string): string =>
      run(project, 'npx', ['--no', '--', 'cdk8s-traefik', 'synth', '--output', output], {
        CDK8S_TRAEFIK_CACHE: 'answers',
      });
    synth('first');
    const names = kept();
    expect(names.length).toBeGreaterThan(3);
    synth('again');
    expect(kept()).toEqual(names);
    expect(run(project, 'diff', ['-r', 'first', 'again'])).toBe('');

    const prod = join(project, 'environments', 'prod.yaml');
    const text = readFileSync(prod, 'utf8');
    const route = [
      'objects:',
      '  lost:',
      '    apiVersion: traefik.io/v1alpha1',
      '    kind: IngressRoute',
      '    spec: { routes: [{ kind: Rule, match: Host(`a.b`), services: [{ name: lost, port: 80 }] }] }',
    ];
    for (const comments of [0, 3, 3]) {
      const lines = [...Array.from({ length: comments }, () => '# a comment'), ...route];
      writeFileSync(prod, `${lines.join('\n')}\n${text}`);
      expect(() => synth('again')).toThrow(
        new RegExp(`error unknown-service {2}environments/prod.yaml:${comments + 5}:67 `),
      );
    }
    writeFileSync(prod, text);
    synth('again');
    expect(run(project, 'diff', ['-r', 'first', 'again'])).toBe('');
  });

  test('writes the page of all routes with the program that it brings along', () => {
    expect(command('map', '-f', 'dist/prod', '--output', 'map.html')).toBe('map.html\n');
    const page = readFileSync(join(project, 'map.html'), 'utf8');
    inRepository('map', '-f', 'dist/prod', '--output', 'map-of-repository.html');
    expect(page).toBe(readFileSync(join(project, 'map-of-repository.html'), 'utf8'));
  });

  test('makes the Helm chart that this repository makes of the same files', () => {
    const made = command('chart', '--output', 'chart').split('\n').filter(Boolean);
    expect(made).toEqual(
      expect.arrayContaining(['chart/values.schema.json', 'chart/templates/_helpers.tpl']),
    );
    inRepository('chart', '--output', 'chart-of-repository');
    for (const file of made) {
      const ofRepository = join(project, file.replace(/^chart/, 'chart-of-repository'));
      expect(readFileSync(join(project, file), 'utf8')).toBe(readFileSync(ofRepository, 'utf8'));
    }
  });

  test('opens every door that the package has', () => {
    const ask =
      "Object.entries(require('cdk8s-traefik/package.json').exports).filter(([, { default: code }]) => code).map(([door]) => Object.keys(require('cdk8s-traefik' + door.slice(1))).length)";
    const counts: readonly number[] = JSON.parse(run(project, 'node', ['-p', `JSON.stringify(${ask})`]));
    expect(counts.length).toBeGreaterThan(4);
    expect(counts.every((count) => count > 0)).toBe(true);
  });

  test('finds the schema that editors read', () => {
    const ask = "require('cdk8s-traefik/environment.schema.json').$schema";
    expect(run(project, 'node', ['-p', ask])).toContain('json-schema.org');
  });

  function command(...args: readonly string[]): string {
    return run(project, 'npx', ['--no', '--', 'cdk8s-traefik', ...args]);
  }

  /** The same command of this repository, in the same folder. */
  function inRepository(...args: readonly string[]): string {
    return run(project, 'node', [join(root, 'bin', 'cdk8s-traefik.js'), ...args]);
  }
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .toSorted();
}
