'use strict';

/*
 * Measures whole processes, as a user or a pipeline runs them, beside stock cdk8s and `helm template` with the same
 * objects, in turn so that a busy machine slows all. Prints medians of the clock's time, and of the CPU time of all their
 * threads, which other work on the machine changes less; the ratios are what tells. `--quick` runs everything once.
 *
 * - objects: a program that makes API objects with cdk8s and writes them (bench/program.cjs), run by the launcher as in any
 *   project, where this package has no sources that could be newer than what is built. Ours holds them against all rules
 *   on the way, which neither stock cdk8s nor Helm does; `again`, nothing has changed since an earlier run, which has kept
 *   its answers and its files.
 * - own environments: `node bin/synth.js`, which cdk8s.yaml names: reads environments/, makes, checks and proves all of it
 *   down to the steps of releases, and writes it; for the first time and again, without cdk8s-cli; with Node's own start,
 *   which is told too. The goal was set before there were releases, claims and delivery systems: so it is measured of the
 *   same environments without them, and with them.
 * - all else: commands as they are typed.
 */
const { spawnSync } = require('node:child_process');
const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { loadavg } = require('node:os');
const { join } = require('node:path');
const { dump, load } = require('js-yaml');
const { findHelm, writeStaticChart } = require('./helm.js');
const { medians, remove, root, temporary, time } = require('./measure.js');

const quick = process.argv.includes('--quick');

const sizes = [
  { objects: 100, charts: 1, runs: 15 },
  { objects: 1_000, charts: 1, runs: 15 },
  { objects: 10_000, charts: 1, runs: 9 },
  // Stock cdk8s takes half a minute for this one.
  { objects: 10_000, charts: 2_000, runs: 3 },
];

console.log('Building …');
const build = ['run', '--silent', 'build'];
if (spawnSync('npm', build, { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);

const helm = findHelm();
if (helm === undefined) console.log('There is no Helm here to compare with.');

console.log('\nobjects  charts  stock cdk8s  DeliveryApp     again  helm template  of its time     again');
const ours = sizes.map(({ objects, charts, runs }) => {
  const chart = temporary();
  const kept = temporary();
  const withHelm = helm !== undefined && charts === 1;
  if (withHelm) writeChart(chart, objects);
  const own = {
    command: (outdir) => ['bin/synth.js', 'bench/program.cjs', 'ours', objects, charts, outdir],
    variables: { CDK8S_TRAEFIK_UP_TO_DATE: root },
  };
  const [stock, first, again, template] = medians(quick ? 1 : runs, [
    { command: (outdir) => ['bench/program.cjs', 'stock', objects, charts, outdir] },
    own,
    { ...own, kept },
    ...(withHelm ? [{ program: helm, command: () => ['template', 'r', chart] }] : []),
  ]);
  remove(chart, kept);
  const row = [
    String(objects).padStart(7),
    String(charts).padStart(6),
    ms(stock),
    ms(first),
    ms(again).padStart(8),
    ...(withHelm
      ? [
          ms(template).padStart(13),
          (first.clock / template.clock).toFixed(2).padStart(11),
          (again.clock / template.clock).toFixed(2).padStart(8),
        ]
      : []),
  ];
  console.log(row.join('  '));
  return first.clock;
});
console.log('Goal: 1.20 of the time of Helm at 1,000 objects, 0.70 at 10,000.');
console.log(
  `\n10,000 objects in 2,000 charts take ${ratio(ours[3] / ours[2]).trim()} as long as in one (goal: 2)`,
);

const prod = temporary();
const kept = temporary();
const simple = temporary();
writeSimpleEnvironments(simple);
time({ command: () => ['bin/cdk8s-traefik.js', 'synth', '--output', prod] });
const [node, goal, alone, again, withCli, explain, help, lint, diff, prove] = medians(quick ? 1 : 11, [
  { command: () => ['-e', '0'] },
  { command: () => [join(root, 'bin/synth.js')], cwd: simple },
  { command: () => ['bin/synth.js'] },
  { command: () => ['bin/synth.js'], kept },
  { command: (outdir) => ['node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--output', outdir] },
  { command: () => ['bin/cdk8s-traefik.js', 'explain', 'https://go.example.com/', '-f', join(prod, 'prod')] },
  { command: () => ['bin/cdk8s-traefik.js', '--help'] },
  { command: () => ['bin/cdk8s-traefik.js', 'lint', '--env', 'prod'] },
  { command: () => ['bin/cdk8s-traefik.js', 'diff', 'env:staging', 'env:prod'] },
  { command: () => ['bin/cdk8s-traefik.js', 'prove', '--env', 'prod'] },
]);
remove(prod, kept, simple);
console.log(
  `own environments without releases, claims and delivery: ${both(goal)} (goal: 250 ms); ` +
    `with all of it: ${both(alone)}, again ${both(again)}, with cdk8s-cli ${both(withCli)}; Node's own start: ${both(node)}`,
);
console.log(`explain on prod: ${both(explain)} (goal: 300 ms), --help: ${both(help)}`);
const three = [lint, diff, prove];
console.log(
  `lint, diff and prove on the own environments: ${both(three.reduce(sum))} ` +
    `(${three.map((each) => ms(each).trim()).join(' + ')}; goal: 1,500 ms)`,
);

console.log(
  `load of the machine: ${loadavg()
    .map((value) => value.toFixed(1))
    .join(' ')}`,
);

/** The own environments as they were when the goal was set for them. */
function writeSimpleEnvironments(folder) {
  mkdirSync(join(folder, 'environments'));
  for (const file of readdirSync(join(root, 'environments'))) {
    const {
      delivery: _,
      services = {},
      ...rest
    } = load(readFileSync(join(root, 'environments', file), 'utf8'));
    for (const service of Object.values(services)) delete service.release;
    writeFileSync(join(folder, 'environments', file), dump({ ...rest, services }));
  }
}

/** The objects as a chart that Helm renders. */
function writeChart(chart, objects) {
  const manifests = temporary();
  time({ command: () => ['bin/synth.js', 'bench/program.cjs', 'ours', objects, 1, manifests] });
  writeStaticChart(chart, manifests);
  remove(manifests);
}

function sum(one, other) {
  return { clock: one.clock + other.clock, cpu: one.cpu + other.cpu };
}

function ms({ clock }) {
  return `${clock.toFixed(0)} ms`.padStart(11);
}

function both(measured) {
  return `${ms(measured).trim()}, ${measured.cpu.toFixed(0)} ms of CPU`;
}

function ratio(value) {
  return value.toFixed(1).padStart(12);
}
