import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { type Values, deriveChart, writeChart } from '../../../lib/tools/chart';
import { valueAt, withValue } from '../../../lib/tools/chart/values';
import { ProblemError } from '../../../lib/core/finding';
import { stringifyYamlValue } from '../../../lib/core/yaml';
import { objectsOf } from '../../../lib/project/stack';
import { awkward } from './changes';
import { depth } from '../../support/depth';
import { renderMany, writeMany } from './many';
import { mapAt } from './program';
import { byIdentity, failureOf, runHelm, template, temporaryFolder, withHelm } from './support';

/** What the program of these tests is given. */
const inputs: Readonly<Record<string, Values>> = {
  dev: {
    team: 'web',
    namespace: 'shop-dev',
    image: { name: 'registry.example/web', tag: '1.10' },
    replicas: 1,
    host: 'dev.example.com',
    greeting: '{{ .Values.host }} says "hi"',
    motd: 'first\n  second\n\n',
    flags: ['--debug', '--v=2'],
    weights: [1, 2],
    metrics: false,
    seconds: 7,
    labels: { 'a.b/c': '{{', ümläut: '日本', yes: 'no', '': 'empty' },
    YAML: 'is the name of a method',
  },
  prod: {
    team: 'web',
    namespace: 'shop',
    image: { name: 'registry.example/web', tag: '1.9' },
    replicas: 3,
    host: 'example.com',
    greeting: 'hello',
    motd: '',
    flags: [],
    weights: [5],
    metrics: true,
    seconds: 12,
    labels: { 'a.b/c': '1e3', ümläut: '😀', yes: 'on', '': ' ' },
    YAML: 'twice',
    cache: { size: '1Gi', ttl: 60 },
    tolerations: [{ key: 'pool', operator: 'Exists' }],
  },
};

function textsAt(values: Values, path: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(mapAt(values, path)).map(([key, text]) => [key, String(text)]));
}

/** A plain cdk8s program with all that is awkward about programs. */
function render(values: Values, name: string): App {
  const app = new App();
  const namespace = String(values['namespace']);
  const chart = new Chart(app, `${name}-web`, { namespace, disableResourceNameHashes: true });
  const [replicas, seconds] = [Number(values['replicas']), Number(values['seconds'])];
  const cache = mapAt(values, ['cache']);
  new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', annotations: textsAt(values, ['labels']) },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        spec: {
          terminationGracePeriodSeconds: seconds + 20,
          tolerations: values['tolerations'],
          containers: [
            {
              name: 'web',
              image: `${String(valueAt(values, ['image', 'name']))}:${String(valueAt(values, ['image', 'tag']))}`,
              args: values['flags'],
              env: [
                { name: 'REPLICAS', value: String(replicas) },
                { name: 'SQUARE', value: String(seconds * seconds) },
                { name: 'GREETING', value: values['greeting'] },
                { name: 'YAML', value: values['YAML'] },
                ...('size' in cache
                  ? [{ name: 'CACHE', value: `${String(cache['size'])}/${String(cache['ttl'])}s` }]
                  : []),
              ],
            },
          ],
        },
      },
    },
  });
  new ApiObject(chart, 'motd', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'motd' },
    data: {
      motd: values['motd'],
      fixed: 'a {{ literal }} of `the` program\n',
      weights: JSON.stringify(values['weights']),
    },
  });
  new ApiObject(chart, 'route', {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    metadata: { name: 'web' },
    spec: {
      routes: [
        {
          kind: 'Rule',
          match: `Host(\`${String(values['host'])}\`) || Host(\`www.${String(values['host'])}\`)`,
          services: [{ name: `web.${namespace}`, port: 80 }],
        },
      ],
    },
  });
  if (values['metrics'] === true) {
    new ApiObject(chart, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name: 'web', labels: { team: String(values['team']) } },
    });
  }
  if (replicas > 1) {
    new ApiObject(chart, 'budget', {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web' },
      spec: { minAvailable: 1 },
    });
  }
  return app;
}

const made = (values: Values, name: string) =>
  byIdentity([...objectsOf(render(values, name)).values()].flat());

const program = { name: 'web', version: '2.0.0', inputs, render, namespace: ['namespace'] };

const valuesOf = (folder: string, name: string): readonly string[] => [
  '-f',
  join(folder, `values.${name}.yaml`),
];

withHelm('a chart of a program of any kind', () => {
  const folder = temporaryFolder();
  const files = deriveChart(program);
  writeChart(folder, files);

  test.each(Object.entries(inputs))('gives the objects of %s', (name, values) => {
    const rendered = template(folder, String(values['namespace']), ...valuesOf(folder, name));
    expect(byIdentity(rendered)).toEqual(made(values, name));
  });

  test('is clean to helm lint --strict', () => {
    expect(runHelm('lint', '--strict', folder)).toContain('0 chart(s) failed');
  });

  test('offers what the objects follow, and nothing else', () => {
    const readme = files.get('README.md') ?? '';
    for (const path of [
      'image.tag',
      'replicas',
      'host',
      'greeting',
      'flags',
      'labels.yes',
      'cache.ttl',
      'metrics',
    ])
      expect(readme).toContain(`| \`${path}\` |`);
    expect(readme).toContain('- `seconds`: what follows from it is no copy');
    expect(readme).toContain('- `weights`: what follows from it is no copy');
    expect(readme).not.toContain('`namespace`');
  });

  test('follows changed values as the program does', () => {
    const changed = fc.record(
      {
        replicas: fc.nat(6),
        host: fc.stringMatching(/^[a-z]{1,9}\.example$/),
        greeting: awkward,
        motd: awkward,
        YAML: awkward,
        team: fc.constantFrom('a', 'b-c'),
        metrics: fc.boolean(),
        flags: fc.array(awkward, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    const cases = fc.tuple(fc.constantFrom(...Object.keys(inputs)), changed);
    fc.assert(
      fc.property(cases, ([name, changes]) => {
        const file = join(folder, 'changed.yaml');
        writeFileSync(file, stringifyYamlValue(changes));
        const values: Values = { ...inputs[name], ...changes };
        const rendered = template(folder, String(values['namespace']), ...valuesOf(folder, name), '-f', file);
        expect(byIdentity(rendered)).toEqual(made(values, name));
      }),
      { numRuns: depth(5, 25), seed: 20261122, endOnFailure: true },
    );
  }, 60_000);

  test('takes what only one input has away with null', () => {
    const rendered = template(folder, 'shop', ...valuesOf(folder, 'prod'), '--set', 'cache=null');
    expect(byIdentity(rendered)).toEqual(made(withValue(inputs['prod'] ?? {}, ['cache'], undefined), 'prod'));
  });

  test('has keys that are words of JavaScript or methods of Helm', () => {
    const keys = ['__proto__', 'constructor', 'toString', 'YAML', 'AsMap', 'a b', '"', '{{', ''];
    const input = Object.fromEntries(keys.map((key, index) => [key, `text ${index}`]));
    const render = (values: Values) => [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: values },
    ];
    const files = deriveChart({ name: 'a', inputs: { one: input, two: { ...input, y: 'Y' } }, render });
    for (const [name, values] of Object.entries({ one: input, two: { ...input, y: 'Y' } })) {
      const chart = join(folder, 'keys', name);
      writeChart(chart, files);
      const rendered = template(chart, 'a', '-f', join(chart, `values.${name}.yaml`));
      expect(rendered).toEqual(render(values));
    }
  });

  test.each([
    ['a misspelt value', 'replcas=2', "additional properties 'replcas' not allowed"],
    ['a value of another type', 'replicas=many', "'/replicas': got string, want integer"],
    ['a value that is fixed', 'seconds=3', "additional properties 'seconds' not allowed"],
    ['an input that does not exist', 'environment=test', "'/environment': value must be one of"],
  ])('refuses %s', (_, set, message) => {
    expect(failureOf('template', 'r', folder, ...valuesOf(folder, 'dev'), '--set', set)).toContain(message);
  });

  test('goes into the namespace of the release, and what follows from it as well', () => {
    const objects = template(folder, 'elsewhere', ...valuesOf(folder, 'prod'));
    expect(byIdentity(objects)).toEqual(made({ ...inputs['prod'], namespace: 'elsewhere' }, 'prod'));
  });
});

describe('a program may give', () => {
  const map = (name: string, text: unknown) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { text },
  });
  const templatesOf = (files: ReadonlyMap<string, string>): readonly string[] =>
    [...files.keys()].filter((file) => /^templates\/.*\.ya?ml$/.test(file));

  test('a list of objects', () => {
    const files = deriveChart({
      name: 'a',
      inputs: { one: { text: 'x' } },
      render: ({ text }) => [map('a', text)],
    });
    expect(templatesOf(files)).toEqual(['templates/objects.yaml']);
    expect(files.get('templates/objects.yaml')).toContain('text: {{ include "a.text" .Values.text }}');
  });

  test('objects by file', () => {
    const files = deriveChart({
      name: 'a',
      inputs: { one: { text: 'x' } },
      render: ({ text }) => ({ first: [map('a', text)], 'second.yml': [map('b', 'y')] }),
    });
    expect(templatesOf(files)).toEqual(['templates/first.yaml', 'templates/second.yml']);
  });

  test('errors for values that it does not like: those are not offered, or tried with gentler ones', () => {
    const files = deriveChart({
      name: 'a',
      inputs: { one: { host: 'a.example', percent: 50, free: 'x' } },
      render: ({ host, percent, free }) => {
        if (!/^[a-z0-9.-]+$/.test(host)) throw new Error('no host');
        if (percent > 100) throw new Error('no share');
        return [map('a', `${host} ${percent}`), map('b', free)];
      },
    });
    const readme = files.get('README.md') ?? '';
    expect(readme).toContain('| `host` |');
    expect(readme).toContain('| `free` |');
    expect(readme).toContain('- `percent`: the program refused the values that were tried');
  });

  test('nothing for a value, which is not offered then', () => {
    const files = deriveChart({
      name: 'a',
      inputs: { one: { mode: 'slow', text: 'x' } },
      render: ({ mode, text }) => [map('a', text), ...(mode === 'fast' ? [map('b', 'fast')] : [])],
    });
    expect(files.get('README.md')).toContain('- `mode`: nothing that the chart makes follows from it');
    expect(files.get('values.yaml')).not.toContain('mode');
  });

  test('what `environment` and `input` mean to it: the chart takes another key for itself', () => {
    const files = deriveChart({
      name: 'a',
      inputs: { one: { environment: 'x', input: 'y' }, two: { environment: 'z', input: 'w' } },
      render: ({ environment, input }) => [map('a', environment), map('b', input)],
    });
    expect(files.get('values.two.yaml')).toContain('chartInput: two\nenvironment: z\ninput: w\n');
  });
});

describe('there is no chart, and it is told why, of', () => {
  const object = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const good = { name: 'web', inputs: { one: { a: 1 } }, render: () => [object('a')] };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what programs in JavaScript may give
  const odd = (value: unknown): never => value as never;

  test.each([
    [
      'a name that Helm refuses',
      { ...good, name: 'Web_1' },
      'error invalid-chart-name\n  "Web_1" is no name for a chart.',
    ],
    ['a version that Helm refuses', { ...good, version: '1' }, '"1" is no version of a chart.'],
    [
      'a range of versions that Helm refuses',
      { ...good, kubeVersion: 'new' },
      '"new" is no range of versions',
    ],
    [
      'an input that is none of the choices',
      { ...good, inputs: { one: { a: 'x' } }, choices: [{ path: ['a'], values: ['y', 'z'] }] },
      'error input-without-choice  one.a\n  "x" is none of the choices that are named for it.',
    ],
    [
      'choices of what no input has',
      { ...good, choices: [{ path: ['b'], values: [1] }] },
      'No input has b, of which choices are named.',
    ],
    ['no inputs', { ...good, inputs: {} }, 'There are no inputs to derive a chart from.'],
    ['inputs that are no map', { ...good, inputs: odd([{}]) }, 'There are no inputs to derive a chart from.'],
    [
      'an input that is no map',
      { ...good, inputs: odd({ one: [] }) },
      'error invalid-input-type  one\n  The input is no map.',
    ],
    [
      'an instance of a class',
      { ...good, inputs: { one: { at: new Date(0) } } },
      'one.at\n  An object of the class Date',
    ],
    [
      'a function',
      { ...good, inputs: { one: { f: [() => 1] } } },
      'one.f[0]\n  A function is no value of a chart.',
    ],
    [
      'a number without end',
      { ...good, inputs: { one: { n: Infinity } } },
      'The number Infinity is no value',
    ],
    ['half a character', { ...good, inputs: { one: { s: '\ud800' } } }, 'one.s\n  The text holds characters'],
    ['a key with control characters', { ...good, inputs: { one: { '\0': 1 } } }, 'A key holds characters'],
    [
      'a name that is no name of a file',
      { ...good, inputs: { '../x': {} } },
      '"../x" is no name for an input.',
    ],
    [
      'a program that fails',
      {
        ...good,
        render: () => {
          throw new Error('no database');
        },
      },
      'error failing-program  [one]\n  The program failed: no database',
    ],
    [
      'two objects of one name',
      { ...good, render: () => ({ x: [object('a')], y: [object('a')] }) },
      'There are two objects ConfigMap a, in x.yaml and y.yaml.',
    ],
    [
      'something that is no object',
      { ...good, render: () => [{ kind: 'X' }] },
      'that is no API object: {"kind":"X"}',
    ],
    [
      'a file that Helm passes over',
      { ...good, render: () => ({ _x: [] }) },
      '"_x.yaml" is no name for a template.',
    ],
    [
      'a program that never does the same',
      { ...good, render: () => [object(`a${Math.random()}`)] },
      'The program makes something else of the same input each time.',
    ],
  ])('%s', (_, wrong, message) => {
    expect(() => deriveChart(wrong)).toThrow(ProblemError);
    expect(() => deriveChart(wrong)).toThrow(message);
  });

  test('values so deep that nobody reads them', () => {
    let deep: Values = {};
    for (let level = 0; level < 20_000; level++) deep = { a: deep };
    expect(() => deriveChart({ ...good, inputs: { one: deep } })).toThrow('more than 200 maps and lists');
  });
});

describe('a chart is written', () => {
  const folder = temporaryFolder();
  const files = new Map([
    ['Chart.yaml', 'name: a\n'],
    ['templates/a.yaml', 'a\n'],
  ]);

  test('into a new folder, and over an earlier one, of which nothing is left', () => {
    const chart = join(folder, 'new');
    writeChart(chart, files);
    writeChart(chart, new Map([['Chart.yaml', 'name: b\n']]));
    expect(readFileSync(join(chart, 'Chart.yaml'), 'utf8')).toBe('name: b\n');
    expect(existsSync(join(chart, 'templates'))).toBe(false);
  });

  test('not into a folder that holds something else', () => {
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'values.yaml'), 'mine: true\n');
    expect(() => writeChart(mine, files)).toThrow('it is no chart that this command has written');
    expect(readdirSync(mine)).toEqual(['values.yaml']);
  });

  test('not where a file is', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => writeChart(join(folder, 'file'), files)).toThrow(ProblemError);
  });
});

test('a list or a text that the program leaves out where it is empty may not be empty in the values', () => {
  const files = deriveChart({
    name: 'a',
    inputs: { one: { args: ['a', 'b'], zones: ['x', 'y'], note: 'n', plain: '' } },
    render: ({ args, zones, note, plain }) => {
      const listed = Array.isArray(args) && args.length > 0 ? { args } : {};
      const spread = Array.isArray(zones) && zones.length > 1 ? { zones } : { zone: zones };
      const spec = { ...listed, ...spread, plain, ...(note !== '' && { note }) };
      return [{ apiVersion: 'example.com/v1', kind: 'X', metadata: { name: 'a' }, spec }];
    },
  });
  expect(JSON.parse(files.get('values.schema.json') ?? '')).toMatchObject({
    properties: {
      args: { type: 'array', minItems: 1 },
      zones: { type: 'array', minItems: 2 },
      note: { type: 'string', minLength: 1 },
      plain: { type: 'string' },
    },
  });
  expect(files.get('values.schema.json')?.match(/minLength/g)).toHaveLength(1);
});

test('an input may have a list shorter than the chart could bear: the list is fixed then', () => {
  const render = ({ zones, note }: Values) => {
    const spec = Array.isArray(zones) && zones.length > 1 ? { zones, note } : { zone: zones, note };
    return [{ apiVersion: 'example.com/v1', kind: 'X', metadata: { name: 'a' }, spec }];
  };
  const files = deriveChart({
    name: 'a',
    inputs: { one: { zones: ['x', 'y'], note: 'n' }, two: { zones: ['z'], note: 'm' } },
    render,
  });
  expect(files.get('README.md')).toContain('- `zones`: what follows from it is no copy');
  expect(files.get('values.yaml')).toContain("note: 'n'");
});

withHelm('values of which a program says what they may be', () => {
  const folder = temporaryFolder();
  const sizes = { small: '64Mi', medium: '256Mi', large: '1Gi' };
  const memoryOf = (size: unknown): string =>
    Object.entries(sizes).find(([key]) => key === size)?.[1] ?? '1Mi';
  const spec = ({ size, level, cache, note }: Values) => ({
    memory: memoryOf(size),
    note,
    ...(level !== 0 && { args: [`-v=${String(level)}`] }),
    ...(size === 'large' && cache === true && { cache: '/var/cache' }),
  });
  const made = (values: Values) => ({
    apiVersion: 'example.com/v1',
    kind: 'X',
    metadata: { name: 'x' },
    spec: spec(values),
  });
  const files = deriveChart({
    name: 'chosen',
    inputs: {
      dev: { size: 'small', level: 0, cache: false, note: 'a' },
      prod: { size: 'large', level: 3, cache: true, note: 'b' },
    },
    render: (values) => [made(values)],
    choices: [
      { path: ['size'], values: Object.keys(sizes) },
      { path: ['level'], values: [0, 3, 1_000_000] },
    ],
  });

  test('are exactly these in the schema and the README', () => {
    const { properties } = JSON.parse(files.get('values.schema.json') ?? '');
    expect(properties).toMatchObject({
      size: { enum: ['small', 'medium', 'large'] },
      level: { enum: [0, 3, 1_000_000] },
    });
    expect(files.get('README.md')).toContain('`"small" or "medium" or "large"`');
  });

  test('give what the program gives for each of them, with each other', () => {
    const cases = Object.keys(sizes).flatMap((size) =>
      [0, 3, 1_000_000].flatMap((level) =>
        [true, false].map((cache) => ({ environment: 'dev', size, level, cache, note: 'c' })),
      ),
    );
    const values = Object.fromEntries(cases.map((one, index) => [`c${index}`, one]));
    writeMany(folder, [{ files, values }]);
    const rendered = renderMany(folder);
    cases.forEach((one, index) => {
      expect(byIdentity(rendered.get(`c${index}`) ?? [])).toEqual(byIdentity([made(one)]));
    });
  });
});
