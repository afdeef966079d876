import { basename, resolve } from 'node:path';
import { ProblemError, hasErrors } from '../core/finding';
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
  if (hasErrors(problems)) throw new ProblemError(problems);
  const placed = modules.flatMap(({ dir, plugin }) => {
    const own = resolve(folder, dir);
    return plugin ? [{ name: basename(own), folder: own, plugin }] : [];
  });
  const compiled = placed.filter(({ plugin }) => plugin.manifest.runtime === 'wasm');
  for (const { name } of compiled)
    err(`note: ${name} is compiled: bring it along in an image or a volume of your own\n`);
  out(pluginChartValues(placed.filter((one) => !compiled.includes(one))));
  return 0;
}
