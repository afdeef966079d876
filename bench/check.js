'use strict';

/*
 * Measures `check` as a pipeline runs it: a process that holds 10,000 objects of Go services behind Traefik against all
 * rules and the whole catalogue of policies, from one file; and one that checks this repository's prod, with nothing kept of an
 * earlier run. CPU time is told beside the clock's, which other work on the machine changes more. `--quick` runs each once.
 * Needs `npm run build`.
 */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');
const { objectOf } = require('./objects.js');

const root = join(__dirname, '..');
const runs = process.argv.includes('--quick') ? 1 : 5;

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-bench-'));
try {
  const file = join(folder, 'objects.yaml');
  const objects = Array.from({ length: 10_000 }, (_, number) => objectOf(number));
  writeFileSync(file, objects.map((object) => `---\n${JSON.stringify(object)}\n`).join(''));
  measure('check of 10,000 objects', ['-f', file], '6,000 ms');
  measure('check of prod', ['--env', 'prod'], '1,000 ms');
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints the medians of a check. */
function measure(what, source, goal) {
  const all = Array.from({ length: runs }, () => check(source));
  const [time, cpu] = ['time', 'cpu'].map((figure) => median(all.map((one) => one[figure])));
  console.log(`${what}: ${Math.round(time)} ms (goal: ${goal}), ${Math.round(cpu)} ms of CPU`);
}

function check(source) {
  const usage = join(folder, 'usage');
  const env = { ...process.env, BENCH_USAGE: usage, CDK8S_TRAEFIK_CACHE: 'off' };
  const start = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--require', './bench/usage.js', 'bin/cdk8s-traefik.js', 'check', ...source, '-o', 'json'],
    { cwd: root, env, encoding: 'utf8', maxBuffer: Infinity },
  );
  if (status === null || status > 1) throw new Error(stderr);
  return { time: performance.now() - start, cpu: Number(readFileSync(usage, 'utf8')) };
}

function median(figures) {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];
}
