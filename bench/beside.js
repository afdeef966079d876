'use strict';

/*
 * Measures what there is beside what there was at an earlier commit, in turn on the same machine: `node bench/beside.js
 * COMMIT`. The earlier one is cloned, installed and built in a temporary folder; both synthesize its environments and run
 * its commands on what comes of them. `--tests` runs `npm test` of both once as well, `--quick` everything once.
 */
const { spawnSync } = require('node:child_process');
const { cpSync } = require('node:fs');
const { loadavg } = require('node:os');
const { join } = require('node:path');
const { medians, remove, root, temporary, time } = require('./measure.js');

const [commit, ...flags] = process.argv.slice(2);
if (commit === undefined || commit.startsWith('-')) {
  console.error('Usage: node bench/beside.js COMMIT [--tests] [--quick]');
  process.exit(2);
}
const runs = flags.includes('--quick') ? 1 : 15;
const earlier = temporary();
const environments = temporary();
const manifests = temporary();

try {
  console.log(`Installing and building ${commit}, and building what is here …`);
  run('git', ['clone', '--quiet', root, earlier], root);
  run('git', ['checkout', '--quiet', commit], earlier);
  run('npm', ['ci', '--silent', '--ignore-scripts'], earlier);
  for (const folder of [earlier, root]) run('npm', ['run', '--silent', 'build'], folder);
  cpSync(join(earlier, 'environments'), join(environments, 'environments'), { recursive: true });
  const command = (folder, ...args) => [join(folder, 'bin', 'cdk8s-traefik.js'), ...args];
  time({ cwd: environments, command: () => command(earlier, 'synth', '--output', manifests) });

  console.log('\nmedians of the clock            then         now   of it');
  compare('own environments', (folder) => ({
    cwd: environments,
    command: () => [join(folder, 'bin', 'synth.js')],
  }));
  const prod = join(manifests, 'prod');
  for (const args of [
    ['synth'],
    ['env', 'prod'],
    ['routes', '-f', prod],
    ['explain', 'https://go.example.com/', '-f', prod],
    ['--help'],
  ]) {
    const output = (outdir) => (args[0] === 'synth' ? ['--output', outdir] : []);
    compare(args[0], (folder) => ({
      cwd: environments,
      command: (outdir) => command(folder, ...args, ...output(outdir)),
    }));
  }
  if (flags.includes('--tests')) {
    const [then, now] = [earlier, root].map((cwd) =>
      time({ cwd, program: 'npm', command: () => ['test', '--silent'] }),
    );
    tell('npm test', then, now);
  }
  console.log(`load of the machine: ${loadavg()[0].toFixed(1)}`);
} finally {
  remove(earlier, environments, manifests);
}

function compare(what, of) {
  tell(what, ...medians(runs, [of(earlier), of(root)]));
}

function tell(what, then, now) {
  const [one, other] = [then, now].map(({ clock }) => `${clock.toFixed(0)} ms`.padStart(10));
  console.log(`${what.padEnd(22)}  ${one}  ${other}  ${(now.clock / then.clock).toFixed(2).padStart(6)}`);
}

function run(program, args, cwd) {
  const { status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
}
