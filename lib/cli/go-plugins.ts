import { basename, resolve } from 'node:path';
import { type Problem, ProblemError, hasErrors, problemAt } from '../core/finding';
import type * as Described from '../project/environment/described-schema';
import { type GoWorkspace, pluginChartValues, pluginSchema } from '../project/go';
import { oneOf } from './arguments';
import { type Surroundings, UsageError } from './command';

const targets = ['chart', 'editor'] as const;

/** Prints what brings the plugins of a workspace to a Traefik, or their options to an editor; each is called like its folder. */
export function writePlugins(
  folder: string,
  { modules, problems }: GoWorkspace,
  target: string | undefined,
  { out, err }: Surroundings,
): number {
  if (target === undefined) throw new UsageError(`name what takes the plugins: --for ${targets.join('|')}`);
  const wanted = oneOf('--for', target, targets);
  // What only might be a plugin has to be one here.
  const told = problems.map((problem): Problem =>
    problem.rule === 'invalid-plugin' ? { ...problem, severity: 'error' } : problem,
  );
  if (hasErrors(told)) throw new ProblemError(told);
  const placed = modules.flatMap(({ dir, plugin }) => {
    const own = resolve(folder, dir);
    return plugin ? [{ name: basename(own), folder: own, plugin }] : [];
  });
  if (placed.length === 0) {
    const message = `There is no plugin of Traefik among the modules of ${folder}.`;
    const fix = 'Give the module of a plugin its .traefik.yml; docs/go.md shows one.';
    const location = modules.map(({ file }) => ({ file, line: 1, column: 1 }))[0];
    throw new ProblemError([
      problemAt({ ...(location && { location }) }, { rule: 'invalid-plugin', message, fix }),
    ]);
  }
  if (wanted === 'editor') {
    out(`${JSON.stringify(withPlugins(pluginSchema(placed)), undefined, 2)}\n`);
    return 0;
  }
  const compiled = placed.filter(({ plugin }) => plugin.manifest.runtime === 'wasm');
  for (const { name } of compiled)
    err(`note: ${name} is compiled: bring it along in an image or a volume of your own\n`);
  out(pluginChartValues(placed.filter((one) => !compiled.includes(one))));
  return 0;
}

/** The schema of environment files with what plugins add. */
function withPlugins(plugins: object): object {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load the schema for every command of go
  const { describedSchema }: typeof Described = require('../project/environment/described-schema');
  return { ...describedSchema, allOf: [plugins] };
}
