import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ApiObjectData } from '../../lib/core/manifest';
import { goTypes } from '../../lib/project/go/plugin/go-types';
import { optionFaults } from '../../lib/project/go/plugin/option-faults';
import { shapeOf } from '../../lib/project/go/plugin/shape';
import { Stage } from './support';

/** A plugin with a field of each sort. */
const source = `package probe

import (
	"context"
	"net/http"
	"time"
)

type Inner struct {
	Deep int
}

type Config struct {
	Text    string \`json:"renamed"\`
	Flag    bool
	Count   int64
	Small   uint8
	Ratio   float64
	Wait    time.Duration
	Hosts   []string
	Numbers []int
	Labels  map[string]string
	Inner   Inner
	Rules   []Inner
	Other   *Inner
	Named   string \`mapstructure:"called"\`
}

func CreateConfig() *Config { return &Config{Text: "as it was"} }

func New(_ context.Context, next http.Handler, config *Config, _ string) (http.Handler, error) {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Text", config.Text)
		w.Header().Set("X-Named", config.Named)
		next.ServeHTTP(w, r)
	}), nil
}
`;

const manifest =
  'displayName: Probe\ntype: middleware\nimport: example.com/probe\nsummary: Reads.\ntestData: { text: x }\n';

const options: readonly object[] = [
  { text: 'x' },
  { TEXT: 3 },
  { text: true },
  { text: ['x'] },
  { text: { a: 1 } },
  { renamed: 'x' },
  { flag: 'true' },
  { flag: 1 },
  { flag: 'yes' },
  { flag: '' },
  { flag: [] },
  { count: '12' },
  { count: '0x1f' },
  { count: '1.5' },
  { count: 1.5 },
  { count: 'many' },
  { count: true },
  { count: '' },
  { small: -1 },
  { small: 300 },
  { ratio: '1.5' },
  { ratio: 'half' },
  { wait: 1000 },
  { wait: '10s' },
  { hosts: 'a,b' },
  { hosts: ['a', 2] },
  { hosts: [['a']] },
  { hosts: { a: 1 } },
  { numbers: '1,2' },
  { numbers: 'a,b' },
  { numbers: 3 },
  { labels: { a: 1 } },
  { labels: 'a' },
  { labels: ['a'] },
  { labels: [{ a: 'b' }] },
  { inner: { deep: '3' } },
  { inner: { deep: 'x' } },
  { inner: { unknown: 1 } },
  { inner: 'x' },
  { inner: [{ deep: 1 }] },
  { rules: { deep: 1 } },
  { rules: [{ deep: 1 }, { deep: 'x' }] },
  { rules: 'x' },
  { other: { deep: 1 } },
  { other: 1 },
  { called: 'x' },
  { named: 'x' },
];

const folder = mkdtempSync(path.join(tmpdir(), 'cdk8s-traefik-probe-'));
let stage: Stage;

beforeAll(async () => {
  const probe = path.join(folder, 'probe');
  mkdirSync(probe);
  writeFileSync(path.join(probe, 'go.mod'), 'module example.com/probe\n\ngo 1.22\n');
  writeFileSync(path.join(probe, '.traefik.yml'), manifest);
  writeFileSync(path.join(probe, 'probe.go'), source);
  stage = await Stage.open({
    config: { experimental: { localPlugins: { probe: { moduleName: 'example.com/probe' } } } },
    plugins: { 'example.com/probe': probe },
  });
  await stage.apply([service, ...options.flatMap(route)]);
}, 120_000);

afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

const service: ApiObjectData = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { ports: [{ name: 'http', port: 80 }] },
};

function route(one: object, index: number): readonly ApiObjectData[] {
  const name = `probe-${index}`;
  const apiVersion = 'traefik.io/v1alpha1';
  const routes = [
    {
      kind: 'Rule',
      match: `Host(\`${name}.test\`)`,
      middlewares: [{ name }],
      services: [{ name: 'web', port: 80 }],
    },
  ];
  return [
    { apiVersion, kind: 'Middleware', metadata: { name }, spec: { plugin: { probe: one } } },
    { apiVersion, kind: 'IngressRoute', metadata: { name }, spec: { entryPoints: ['web'], routes } },
  ];
}

const types = goTypes(source);
const shape = shapeOf(types.get('Config') ?? { kind: 'other' }, types);

test.each(options.map((one, index) => [JSON.stringify(one), one, index] as const))(
  'the real Traefik takes or refuses %s as we say',
  async (_, one, index) => {
    const faults = optionFaults(one, shape);
    const answer = await stage.request(`GET http://probe-${index}.test/`);
    expect(answer.status).toBe(faults.some(({ kind }) => kind === 'type') ? 404 : 200);
  },
);

test('it passes over an option that the struct does not have, and knows names of mapstructure alone', async () => {
  const answerTo = (one: object): Promise<{ readonly headers: Readonly<Record<string, unknown>> }> =>
    stage.request(
      `GET http://probe-${options.findIndex((each) => JSON.stringify(each) === JSON.stringify(one))}.test/`,
    );
  expect((await answerTo({ renamed: 'x' })).headers['x-text']).toBe('as it was');
  expect((await answerTo({ called: 'x' })).headers['x-named']).toBe('x');
  expect((await answerTo({ named: 'x' })).headers['x-named']).toBe('');
});
