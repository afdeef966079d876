'use strict';

/*
 * Measures `lint` as a pipeline runs it: a process that reads 3,000 routes of 300 hosts in 1,000 IngressRoutes, one
 * in ten of them with a guard, from one file. `--quick` runs it once. Needs `npm run build`.
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
/** One IngressRoute of so many has a guard. */
const guarded = 10;
const runs = process.argv.includes('--quick') ? 1 : 5;

const service = (name) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop' },
  spec: { ports: [{ name: 'http', port: 80 }] },
});

const custom = (kind, name, spec) => ({
  apiVersion: 'traefik.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});

function routes(number) {
  const host = `Host(\`h${number % 300}.example.com\`)`;
  const services = [{ name: `app-${number % 300}`, port: 80 }];
  const rule = (path, middlewares) => ({
    kind: 'Rule',
    match: `${host} && ${path}`,
    ...(middlewares && { middlewares: middlewares.map((name) => ({ name })) }),
    services,
  });
  return custom('IngressRoute', `app-${number}`, {
    entryPoints: ['websecure'],
    routes: [
      rule(`PathPrefix(\`/v${number}/\`)`, ['limit']),
      rule(`PathPrefix(\`/v${number}/admin/\`)`, number % guarded === 0 ? ['inner', 'limit'] : ['limit']),
      rule(`Path(\`/v${number}/status\`) && Method(\`GET\`)`),
    ],
  });
}

const objects = [
  ...Array.from({ length: 300 }, (_, number) => service(`app-${number}`)),
  custom('Middleware', 'limit', { rateLimit: { average: 100, burst: 50 } }),
  custom('Middleware', 'inner', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  ...Array.from({ length: 1_000 }, (_, number) => routes(number)),
];

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-bench-'));
try {
  const file = join(folder, 'objects.yaml');
  writeFileSync(file, objects.map((object) => `---\n${JSON.stringify(object)}\n`).join(''));
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['bin/cdk8s-traefik.js', 'lint', '-f', file, '-o', 'json'],
      { cwd: root, encoding: 'utf8', maxBuffer: Infinity },
    );
    if (status === null || status > 1) throw new Error(stderr);
    return Number(process.hrtime.bigint() - start) / 1e6;
  }).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  console.log(`lint of 3,000 routes: ${Math.round(median)} ms (goal: 2,000 ms)`);
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
