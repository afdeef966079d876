'use strict';

/*
 * Measures the chart: its derivation, for the repository's environments and for 30 services in 4 environments, and
 * what Helm takes to render it beside the same objects as static files. Prints medians of whole processes.
 */
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { findHelm } = require('./helm.js');

const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-bench-chart-'));
const program = join(root, 'bin/cdk8s-traefik.js');

console.log('Building …');
run('npm', ['run', '--silent', 'build']);

try {
  const large = writeEnvironments(join(folder, 'environments'), 30, 4);
  const own = join(folder, 'own');
  console.log(`own environments:              ${ms(derive('environments', own))} (goal: 2000 ms)`);
  console.log(`30 services × 4 environments: ${ms(derive(large, join(folder, 'large')))} (goal: 10000 ms)`);
  const huge = writeEnvironments(join(folder, 'huge'), 200, 4);
  console.log(
    `200 services × 4 environments: ${ms(derive(huge, join(folder, 'huge-chart'), 1))} (goal: 15000 ms)`,
  );

  const helm = findHelm();
  if (helm === undefined) console.log('There is no Helm here to render with.');
  else compareWithStatic(helm, own);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function derive(environments, output, runs = 3) {
  return median(runs, () =>
    run(process.execPath, [program, 'chart', '--environments', environments, '--output', output]),
  );
}

/** The same objects as a chart without a single action in it. */
function compareWithStatic(helm, chart) {
  const fixed = join(folder, 'static');
  const values = ['-f', join(chart, 'values.prod.yaml'), '--namespace', 'shop'];
  mkdirSync(join(fixed, 'templates'), { recursive: true });
  writeFileSync(join(fixed, 'Chart.yaml'), 'apiVersion: v2\nname: static\nversion: 0.1.0\n');
  const text = run(helm, ['template', 'r', chart, ...values]);
  writeFileSync(join(fixed, 'templates', 'all.yaml'), text.replaceAll('{{', '{{ "{{" }}'));
  const derived = () => run(helm, ['template', 'r', chart, ...values]);
  const plain = () => run(helm, ['template', 'r', fixed, '--namespace', 'shop']);
  const [ours, theirs] = [derived, plain].map((render) => median(9, render));
  console.log(
    `helm template: ${ms(ours)}, of static files ${ms(theirs)}: ${(ours / theirs).toFixed(2)} times (goal: 1.5)`,
  );
}

function writeEnvironments(path, services, environments) {
  mkdirSync(path, { recursive: true });
  const service = (index) => [
    `  service-${index}:`,
    `    image: registry.example/service-${index}:1.${index}.0`,
    '    ports: { http: 8080, grpc: 9090 }',
    '    env: { LOG_LEVEL: info, REGION: eu, PEER: http://service-0 }',
    '    config: { files: { /etc/app/config.yaml: "level: info\\n" } }',
    '    resources: { requests: { cpu: 50m }, limits: { memory: 128Mi } }',
  ];
  const route = (index) => [
    `    route-${index}:`,
    `      match: Host(\`s${index}.\${environment}.example.com\`)`,
    `      services: [service-${index}]`,
    '      tls: {}',
  ];
  const numbers = Array.from({ length: services }, (_, index) => index);
  const base = [
    'namespace: shop',
    'services:',
    ...numbers.flatMap(service),
    'routes:',
    '  http:',
    ...numbers.flatMap(route),
  ];
  writeFileSync(join(path, 'base.yaml'), `${base.join('\n')}\n`);
  for (let number = 0; number < environments; number++) {
    const own = numbers.filter((index) => index % environments === number);
    const changes = own.flatMap((index) => [
      `  service-${index}:`,
      `    replicas: ${1 + number}`,
      '    env: { EXTRA: x }',
    ]);
    writeFileSync(join(path, `env${number}.yaml`), `services:\n${changes.join('\n')}\n`);
  }
  return path;
}

function median(runs, work) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)];
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, HOME: process.env.HOME ?? folder, CDK8S_TRAEFIK_CACHE: 'off' },
  });
  if (status !== 0) throw new Error(stderr || stdout);
  return stdout;
}

function ms(value) {
  return `${value.toFixed(0)} ms`;
}
