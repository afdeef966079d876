import { spawnSync } from 'node:child_process';
import { delivered } from '../../project/delivery/support';
import { requirePart } from '../parts/parts';

interface Reading {
  readonly unknown?: string;
  readonly invalid?: string;
}

/** What Grafana's own schema has against dashboards. */
function readDashboards(dashboards: readonly unknown[]): readonly Reading[] {
  const input = dashboards.map((dashboard) => `${JSON.stringify(dashboard)}\n`).join('');
  const { stdout, stderr, status } = spawnSync(requirePart('grafana'), [], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line): Reading => JSON.parse(line));
}

const { texts } = delivered('observability', {
  prod: `namespace: shop
traefik:
  entryPoints: { websecure: { address: ':8443', http: { tls: {} } } }
  metrics: { prometheus: { addRoutersLabels: true } }
services:
  web: { image: 'example.com/web:1', ports: { http: 8080 } }
  api: { image: 'example.com/api:1', ports: { http: 8080 } }
routes:
  http:
    web: { entryPoints: [websecure], match: 'Host(\`a.example\`)', services: [web], tls: {} }
    api: { entryPoints: [websecure], match: 'Host(\`b.example\`)', services: [api], tls: {} }
delivery: { observability: { routes: { web: { availability: 99 } } } }
`,
});
const written = [...texts].filter(([file]) => file.endsWith('.json'));

test('every dashboard is one by the schema of Grafana, whose plugins know every field of its panels and queries', () => {
  const dashboards = written.map(([, text]): unknown => JSON.parse(text));
  expect(dashboards).toHaveLength(4);
  const readings = readDashboards(dashboards);
  expect(readings.map(({ unknown, invalid }) => unknown ?? invalid)).toEqual(dashboards.map(() => undefined));
});

test('a field that there is not, or of another kind, is found', () => {
  const [, text = '{}'] = written[0] ?? [];
  const dashboard: object = JSON.parse(text);
  const told = readDashboards([
    { ...dashboard, titel: 'x' },
    { ...dashboard, refresh: 5 },
    JSON.parse(text.replaceAll('"expr"', '"query"')),
  ]);
  expect(told.map(({ unknown, invalid }) => unknown ?? invalid ?? '')).toEqual([
    expect.stringContaining('titel'),
    expect.stringContaining('refresh'),
    expect.stringContaining('expr'),
  ]);
});
