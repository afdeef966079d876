import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ProblemError } from '../../../lib/core/finding';
import { type Environment, Environments } from '../../../lib/project/environment';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-go-'));
  write({
    'go.work': 'go 1.26.0\n\nuse (\n\t./services/orders\n\t./tools\n)\n',
    'services/orders/go.mod': `module example.com/shop/orders

go 1.24.3

require (
	google.golang.org/grpc v1.70.0
	github.com/prometheus/client_golang v1.20.0
	go.opentelemetry.io/otel v1.30.0
	go.uber.org/automaxprocs v1.6.0
)
`,
    'services/orders/cmd/orders/main.go': 'package main\n',
    'services/orders/cmd/migrate/main.go': 'package main\n',
    'tools/go.mod': 'module example.com/shop/tools\n\ngo 1.26.0\n',
    'tools/main.go': 'package main\n\nimport "C"\n',
  });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function load(text: string): Environment {
  write({ 'environments/prod.yaml': `namespace: shop\n${text}` });
  const [environment] = Environments.load(join(root, 'environments'));
  if (!environment) throw new Error('there is no environment');
  return environment;
}

function problemsOf(text: string): readonly string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.map(({ rule, location, message, fix }) =>
      `${rule} ${(location?.file ?? '').replace(`${root}/`, '')}:${location?.line ?? 0} ${message} ${fix ?? ''}`.trim(),
    );
  }
}

describe('A service that names its Go module', () => {
  test('has image, version, runtime, telemetry and ports from it', () => {
    const { spec } = load('services: { orders: { go: { module: ./services/orders } } }');
    expect(spec.services?.['orders']).toEqual({
      image: 'ko://example.com/shop/orders/cmd/orders',
      go: { version: '1.24.3', maxProcs: 'off' },
      telemetry: true,
      ports: { grpc: 50051, metrics: 9090 },
    });
  });

  test('says where each value comes from', () => {
    const environment = load('services: { orders: { go: { module: services/orders } } }');
    const placeOf = (...path: string[]): unknown => {
      const { file, line } = environment.provenance(['services', 'orders', ...path])?.location ?? {};
      return `${file?.replace(`${root}/`, '')}:${line}`;
    };
    expect(placeOf('image')).toBe('services/orders/go.mod:1');
    expect(placeOf('go', 'version')).toBe('services/orders/go.mod:3');
    expect(placeOf('ports', 'grpc')).toBe('services/orders/go.mod:6');
    expect(placeOf('telemetry')).toBe('services/orders/go.mod:8');
  });

  test('keeps what it says itself', () => {
    const { spec } = load(`
services:
  orders:
    image: registry.example.com/orders:1
    go: { module: ./services/orders, main: ./cmd/migrate/, version: '1.25', maxProcs: 2 }
    telemetry: false
    ports: { http: 8080 }
`);
    expect(spec.services?.['orders']).toEqual({
      image: 'registry.example.com/orders:1',
      go: { version: '1.25', maxProcs: 2 },
      telemetry: false,
      ports: { http: 8080 },
    });
  });

  test('may be a job, which gets no ports, and take memory outside of Go', () => {
    const { spec } = load(`
jobs: { migrate: { go: { module: ./services/orders } } }
cronJobs: { tools: { schedule: '0 1 * * *', go: { module: ./tools } } }
`);
    expect(spec.jobs?.['migrate']).toEqual({
      image: 'ko://example.com/shop/orders/cmd/migrate',
      go: { version: '1.24.3', maxProcs: 'off' },
      telemetry: true,
    });
    expect(spec.cronJobs?.['tools']).toMatchObject({
      image: 'ko://example.com/shop/tools',
      go: { version: '1.26.0', memoryLimit: '75%' },
    });
  });

  test('has to name a module of this repository, and a program of it', () => {
    expect(
      problemsOf(`
services:
  a: { go: { module: ./missing } }
  b: { go: { module: .. } }
  c: { go: { module: ./services/orders } }
  d: { go: { module: ./services/orders, main: ./cmd/order } }
  e: { image: a/b:1, go: { main: ./cmd/orders } }
  f: { image: a/b:1, go: { module: 3 } }
`),
    ).toEqual([
      'missing-go-module environments/prod.yaml:4 There is no go.mod in ./missing. Correct the folder, or take the line out.',
      'go-outside-context environments/prod.yaml:5 The module .. lies outside of this repository. Move it into the repository, or require a version of it.',
      'no-go-program environments/prod.yaml:6 The module example.com/shop/orders has several programs, and none is called c: cmd/migrate, cmd/orders. Write one of them: "main: ./cmd/migrate".',
      'no-go-program environments/prod.yaml:7 There is no package main in ./cmd/order of example.com/shop/orders. Did you mean "cmd/orders"?',
      'no-go-program environments/prod.yaml:8 It names a program of a module, and no module. Name the folder of its module beside it: "module: .".',
      'wrong-type environments/prod.yaml:9 Expected text, found the number 3. Write it in quotes: "3".',
    ]);
  });

  test('may not be replaced by, or use, what a build of the repository does not have', () => {
    write({
      'tools/go.mod': 'module example.com/shop/tools\n\nreplace example.com/x => ../../x\n',
      '../x/go.mod': 'module example.com/x\n',
    });
    try {
      expect(problemsOf('services: { tools: { go: { module: tools } } }')).toEqual([
        'go-outside-context tools/go.mod:3 example.com/x is replaced by ../../x, which lies outside of this repository. Move it into the repository, or require a version of it.',
      ]);
    } finally {
      rmSync(join(root, '../x'), { recursive: true, force: true });
    }
    const beside = `../${basename(root)}-beside`;
    write({
      'go.work': `go 1.26.0\n\nuse (\n\t./services/orders\n\t./tools\n\t${beside}\n)\n`,
      'tools/go.mod': 'module example.com/shop/tools\n\ngo 1.26.0\n',
      [`${beside}/go.mod`]: 'module example.com/beside\n\ngo 1.26.0\n',
    });
    try {
      expect(problemsOf('services: { tools: { go: { module: tools } } }')).toEqual([
        `go-outside-context go.work:6 The workspace uses ${beside}, which lies outside of this repository. Move it into the repository, or require a version of it.`,
      ]);
    } finally {
      rmSync(join(root, beside), { recursive: true, force: true });
    }
  });
});

describe('images.lock.yaml', () => {
  const named = 'Name the digest, or have "cdk8s-traefik go lock" write it into images.lock.yaml.';
  const built =
    'Build it for them, or choose its nodes: placement: { nodeSelector: { kubernetes.io/arch: amd64 } }.';
  const form =
    'Write "<reference>: registry/repository@sha256:<64 hex digits>", or have "cdk8s-traefik go lock" write it.';
  const digest = `sha256:${'a'.repeat(64)}`;
  const lock = `images:
  ko://example.com/shop/tools:
    image: registry.example.com/tools@${digest}
    platforms: [linux/amd64]
  redis:8: redis:8@${digest}
`;

  test('says which images references stand for, in init containers too', () => {
    write({ 'images.lock.yaml': lock });
    const environment = load(`
services:
  tools: { go: { module: ./tools }, initContainers: { wait: { image: 'redis:8' } } }
  other: { image: 'other:1' }
`);
    expect(environment.spec.services?.['tools']).toMatchObject({
      image: `registry.example.com/tools@${digest}`,
      initContainers: { wait: { image: `redis:8@${digest}` } },
    });
    expect(environment.spec.services?.['other']?.image).toBe('other:1');
    expect(environment.provenance(['services', 'tools', 'image'])?.location).toMatchObject({
      file: join(root, 'images.lock.yaml'),
      line: 3,
    });
  });

  test('has to have all images of an environment that wants digests, for all of its nodes', () => {
    write({ 'images.lock.yaml': lock });
    expect(
      problemsOf(`
images: { digests: required, architectures: [amd64, arm64] }
services:
  tools: { go: { module: ./tools } }
  here: { image: 'ko://example.com/shop/tools', placement: { nodeSelector: { kubernetes.io/arch: amd64 } } }
  cache: { image: 'redis:8' }
  other: { image: 'other:1' }
  exact: { image: 'other@${digest}' }
`),
    ).toEqual([
      `image-not-for-nodes environments/prod.yaml:5 "ko://example.com/shop/tools" is not built for linux/arm64. ${built}`,
      `image-without-digest environments/prod.yaml:8 "other:1" has no digest, and images.lock.yaml has none for it. ${named}`,
    ]);
  });

  test('has the next versions of releases as well, by image or by tag', () => {
    write({ 'images.lock.yaml': `${lock}  redis:9: redis:9@${digest}\n` });
    const wanted = 'images: { digests: required }\nservices:';
    const environment = load(`${wanted}
  tag: { image: 'redis:8', release: { version: '9', steps: [5] } }
  image: { image: 'redis:8', release: { image: 'redis:9' } }
  exact: { image: 'redis:8', release: { image: 'other@${digest}' } }
`);
    const next = Object.fromEntries(
      [...environment.releases].map(([name, { image, version }]) => [name, [image, version]]),
    );
    expect(next).toEqual({
      tag: [`redis:9@${digest}`, undefined],
      image: [`redis:9@${digest}`, undefined],
      exact: [`other@${digest}`, undefined],
    });
    expect(
      problemsOf(`${wanted}
  tag: { image: 'redis:8', release: { version: '10' } }
  image: { image: 'redis:8', release: { image: 'other:2' } }
`),
    ).toEqual([
      `image-without-digest environments/prod.yaml:4 "redis:10" has no digest, and images.lock.yaml has none for it. ${named}`,
      `image-without-digest environments/prod.yaml:5 "other:2" has no digest, and images.lock.yaml has none for it. ${named}`,
    ]);
  });

  test('that is broken is told line by line', () => {
    write({
      'images.lock.yaml': `imagse: {}
images:
  a: redis:8
  b: [x]
  c: { image: 'r@${digest}', platforms: [amd64] }
`,
    });
    expect(problemsOf('services: {}')).toEqual([
      `invalid-image-lock images.lock.yaml:1 It has one map, "images". ${form}`,
      `invalid-image-lock images.lock.yaml:3 "redis:8" is no image with a digest. ${form}`,
      `invalid-image-lock images.lock.yaml:4 It is an image with its digest, or a map of "image" and "platforms". ${form}`,
      `invalid-image-lock images.lock.yaml:5 "amd64" is no platform; write linux/amd64, for example. ${form}`,
    ]);
  });
});
