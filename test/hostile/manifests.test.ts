import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ran, commandLine } from '../support/command-line';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifests = `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: web, namespace: shop }
spec:
  entryPoints: [web]
  routes:
    - match: Host(\`a.test\`) && PathPrefix(\`/admin\`)
      kind: Rule
      priority: 7
      middlewares: [{ name: office }]
      services:
        - { name: web, port: 80, weight: 1, sticky: { cookie: { name: c } } }
---
apiVersion: traefik.io/v1alpha1
kind: Middleware
metadata: { name: office, namespace: shop }
spec: { ipAllowList: { sourceRange: [10.0.0.0/8, "fe80::/10"] } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { a: b } }
spec: { ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: old, namespace: shop, annotations: { traefik.ingress.kubernetes.io/router.priority: "9" } }
spec:
  rules:
    - host: b.test
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] }
`;

const environment = `namespace: shop
vars: { tag: '1' }
services: { web: { image: 'example.com/web:\${tag}', ports: { http: 80 } } }
middlewares: { office: { ipAllowList: { sourceRange: [10.0.0.0/8] } } }
routes:
  http: { web: { match: 'Host(\`a.test\`)', entryPoints: [web], middlewares: [office], services: [web] } }
`;

/** Has every command that reads it read a file of objects. */
async function withManifests(text: string | Buffer): Promise<readonly Ran[]> {
  const file = join(folder, 'objects.yaml');
  writeFileSync(file, text);
  return [
    await commandLine(['lint', '-f', file]),
    await commandLine(['routes', '-f', file]),
    await commandLine(['explain', 'http://a.test/admin', '-f', file]),
  ];
}

/** Has an environment file be synthesized. */
async function withEnvironment(text: string | Buffer): Promise<readonly Ran[]> {
  const environments = join(folder, 'environments');
  mkdirSync(environments, { recursive: true });
  writeFileSync(join(environments, 'prod.yaml'), text);
  return [await commandLine(['synth', '--environments', environments, '--output', join(folder, 'dist')])];
}

/** A command that ended as commands end: with an exit code of its own, and without a stack trace or a raw character. */
function isOrderly({ code, out, err }: Ran): boolean {
  return [0, 1, 2].includes(code) && !/^\s+at .+:\d+:\d+\)?$/m.test(out + err) && !/[^\P{Cc}\n]/u.test(err);
}

const both = [
  ['manifests', withManifests],
  ['an environment', withEnvironment],
] as const;

const lols = Array.from({ length: 40 }, (_, level) => {
  const items = level === 0 ? 'lol' : `*a${level - 1}`;
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => items).join(', ')}]`;
}).join('\n');
const merges = [
  'm0: &m0 { x: 1 }',
  ...Array.from({ length: 40 }, (_, level) => {
    return `m${level + 1}: &m${level + 1} { <<: *m${level}, p: *m${level}, q: *m${level} }`;
  }),
].join('\n');
const deep = 100_000;

describe.each(both)('what would use up memory or the stack is refused in %s, with its place', (_, read) => {
  test.each([
    ['aliases of aliases (a bomb of 10^40 texts)', `${lols}\n`],
    ['merges of merges', `${merges}\n`],
    ['an anchor that holds itself', 'a: &a [*a]\n'],
    ['lists in lists', `a: ${'['.repeat(deep)}${']'.repeat(deep)}\n`],
    ['maps in maps', `${'{a: '.repeat(deep)}1${'}'.repeat(deep)}\n`],
    ['items in items', `${'- '.repeat(deep)}1\n`],
    [
      'keys below keys',
      `${Array.from({ length: 2_000 }, (_line, level) => `${' '.repeat(level)}a:`).join('\n')} 1\n`,
    ],
    ['brackets that nobody closes', '['.repeat(deep)],
    ['quotes that nobody closes', `a: "${'\\\\'.repeat(deep)}\n`],
    ['tags that name something to run', 'a: !!js/function "() => process.exit(3)"\n'],
  ])('%s', async (_what, text) => {
    for (const ran of await read(text)) {
      expect({ ...ran, isOrderly: isOrderly(ran) }).toMatchObject({
        code: expect.any(Number),
        isOrderly: true,
      });
      expect(ran.code).toBeGreaterThan(0);
      expect(ran.err + ran.out).toMatch(/\.yaml:\d+:\d+/);
      expect((ran.err + ran.out).length).toBeLessThan(20_000);
    }
  });
});

test('objects that are nested deeply where anything may stand are told, or taken', async () => {
  const nested = `${'{"a":'.repeat(900)}1${'}'.repeat(900)}`;
  for (const ran of await withManifests(
    `${manifests}---\n{"apiVersion":"v1","kind":"Foo","metadata":{"name":"x"},"spec":${nested}}\n`,
  ))
    expect(isOrderly(ran)).toBe(true);
});

const utf16 = (text: string, isBigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

describe.each(both)('of encodings, only UTF-8 is read in %s, and others are told', (what, read) => {
  const text = what === 'manifests' ? manifests : environment;

  test.each([
    ['UTF-16, little end first', utf16(text, false)],
    ['UTF-16, big end first', utf16(text, true)],
    ['Latin-1', Buffer.from(`# Schl\u00FCssel\n${text}`, 'latin1')],
    [
      'UTF-8 that is longer than it may be',
      Buffer.concat([Buffer.from(text), Buffer.from([0x23, 0xc0, 0xaf, 0x0a])]),
    ],
    [
      'half of a surrogate pair',
      Buffer.concat([Buffer.from(text), Buffer.from([0x23, 0xed, 0xa0, 0x80, 0x0a])]),
    ],
    ['a character that is cut', Buffer.concat([Buffer.from(text), Buffer.from([0x23, 0xe2, 0x82])])],
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0xff, 0xfe])],
  ])('%s', async (_what, bytes) => {
    for (const ran of await read(bytes)) {
      expect(ran.code).toBe(1);
      expect(ran.err + ran.out).toContain('it is not UTF-8 text');
      expect(isOrderly(ran)).toBe(true);
    }
  });

  test('with a mark at its beginning, and lines as Windows ends them, it is read as without', async () => {
    const plain = await read(text);
    const windows = await read(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect(windows.map(({ code, out }) => ({ code, out }))).toEqual(
      plain.map(({ code, out }) => ({ code, out })),
    );
  });

  test.each(['\0', '\u001B[31m', '\u0085', '\u2028', '\uFFFE', '\u202E'])(
    'a raw %j is told or harmless',
    async (character) => {
      for (const at of ['a.test', 'web', 'office']) {
        for (const ran of await read(text.replace(at, at + character))) expect(isOrderly(ran)).toBe(true);
      }
    },
  );
});

/** The same sequence for the same seed. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const pieces = [
  '',
  'null',
  '~',
  '[]',
  '{}',
  '0',
  '-1',
  '1e999',
  '.nan',
  '9223372036854775808',
  'true',
  '""',
  '"\\0"',
  '*x',
  '&x',
  '!!binary a',
  '<<: *x',
  '[[[[',
  '}',
  '`',
  '(',
  '&&',
  '||',
  '!',
  '*',
  '%',
  '\t',
  '---',
  '...',
  '? ',
  '|',
  '>-',
  '__proto__',
  'constructor',
  '\u{1F600}',
  'x'.repeat(5_000),
];

/** A text with a few mistakes. */
function mutated(text: string, roll: (sides: number) => number): string {
  let found = text;
  for (let count = roll(4); count >= 0; count -= 1) {
    const words = found.split(/(\s+|[[\]{},:"`()])/);
    const at = roll(words.length);
    const piece = pieces[roll(pieces.length)] ?? '';
    const other = words[roll(words.length)] ?? '';
    const kind = roll(5);
    if (kind === 0) words[at] = piece;
    else if (kind === 1) words[at] = other;
    else if (kind === 2) words.splice(at, 1 + roll(6));
    else if (kind === 3) words.splice(at, 0, piece, ' ');
    else words[at] = (words[at] ?? '').slice(roll(3));
    found = words.join('');
  }
  return found;
}

// MORE=50 tries fifty times as many.
const rounds = 40 * Number(process.env['MORE'] ?? 1);

test.each(both)('%s with mistakes by chance are told or taken, and end no command', async (what, read) => {
  const text = what === 'manifests' ? manifests : environment;
  for (let seed = 1; seed <= rounds; seed += 1) {
    const broken = mutated(text, dice(seed));
    const disorderly = (await read(broken)).filter((ran) => !isOrderly(ran));
    expect({ seed, broken: disorderly.length > 0 && broken, disorderly }).toEqual({
      seed,
      broken: false,
      disorderly: [],
    });
  }
});
