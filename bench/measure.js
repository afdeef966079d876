'use strict';

/* Whole processes, as they are run by hand or in a pipeline: the clock's time, and the CPU time of all their threads. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');

/**
 * The medians of each command's runs, in milliseconds; the commands take turns, so that a busy machine slows all.
 *
 * A command is `{ command, program, kept, variables, cwd }`: `command(outdir)` gives its arguments, `program` runs them,
 * Node unless it is said. What is `kept` of an earlier run is in that folder, which one run more fills first.
 */
function medians(runs, commands) {
  for (const each of commands) if (each.kept) time(each);
  const times = commands.map(() => []);
  for (let run = 0; run < runs; run++) {
    commands.forEach((each, index) => times[index].push(time(each)));
  }
  return times.map((each) => ({ clock: median(each, 'clock'), cpu: median(each, 'cpu') }));
}

/** What one run takes; where no folder is `kept` for what it finds and writes, it is the first. */
function time({ command, program = process.execPath, kept, variables, cwd = root }) {
  const outdir = kept ? join(kept, 'out') : temporary();
  const answers = kept ? join(kept, 'answers') : temporary();
  const env = {
    ...process.env,
    ...variables,
    CDK8S_CHECK_UPGRADE: 'false',
    CDK8S_OUTDIR: outdir,
    CDK8S_TRAEFIK_CACHE: answers,
  };
  // Where a machine has set it, Node 20 reads its certificates at each start, 45 ms that are nobody's here.
  delete env.NODE_EXTRA_CA_CERTS;
  const start = performance.now();
  // What is printed goes nowhere, as fast as a file would take it; the shell tells what its child took.
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', '"$@" > /dev/null && times', 'sh', program, ...command(outdir)],
    { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' },
  );
  const clock = performance.now() - start;
  if (!kept) remove(outdir, answers);
  if (status !== 0) throw new Error(stderr);
  return { clock, cpu: cpuOfChildren(stdout) };
}

/** In milliseconds, of what the shell's `times` prints: a line for itself and one for its children, user and system. */
function cpuOfChildren(text) {
  const [, children = ''] = text.trim().split('\n');
  return [...children.matchAll(/(\d+)m([\d.,]+)s/g)]
    .map(([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000)
    .reduce((all, each) => all + each, 0);
}

function median(times, of) {
  return times.map((each) => each[of]).toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

function temporary() {
  return mkdtempSync(join(tmpdir(), 'cdk8s-traefik-bench-'));
}

function remove(...folders) {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

module.exports = { root, medians, time, temporary, remove };
