import { basename, resolve } from 'node:path';
import { type Problem, ProblemError, hasErrors, problemAt } from '../core/finding';
import { type GoWorkspace, pluginChartValues } from '../project/go';
import { oneOf } from './arguments';
import { type Surroundings, UsageError } from './command';

/** Prints what brings the plugins of a workspace to a Traefik; each is called like its folder. */
export function writePlugins(
  folder: string,
  { modules, problems }: GoWorkspace,
  target: string | undefined,
  { out, err }: Surroundings,
): number {
  if (target === undefined) throw new UsageError('name what takes the plugins: --for chart');
  oneOf('--for', target, ['chart']);
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
  const compiled = placed.filter(({ plugin }) => plugin.manifest.runtime === 'wasm');
  for (const { name } of compiled)
    err(`note: ${name} is compiled: bring it along in an image or a volume of your own\n`);
  out(pluginChartValues(placed.filter((one) => !compiled.includes(one))));
  return 0;
}
