import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FieldPath, type Location, type Problem, problemAt } from '../../core/finding';
import type * as Go from '../go';
import { changedAt, eachEntry, isText, mapAt } from './map-nodes';
import { type MapNode, mapNode, nearestNode, plainOf, scalarNode } from './node';

/** Where an environment names the plugins whose source Traefik has beside it. */
const localPlugins = ['traefik', 'experimental', 'localPlugins'] as const;

/**
 * Fills in the module names of local plugins whose source is in `plugins/<name>`, and holds what Middlewares say of them
 * against their structs.
 *
 * @param folder that holds the environments' folder
 */
export function withGoPlugins(
  root: MapNode,
  folder: string,
): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const plugins = new Map<string, Go.GoPlugin>();
  const filled = changedAt(root, localPlugins, (all) =>
    eachEntry(all, (entry, name) => {
      const shownAs = join(folder, 'plugins', name);
      if (!existsSync(join(shownAs, 'go.mod'))) return entry;
      const field: FieldPath = [...localPlugins, name];
      const { module, problems: found } = readModule(shownAs);
      problems.push(...found, ...unlike(entry, field, module));
      if (module?.plugin) plugins.set(name, module.plugin);
      return module ? withModuleName(entry, module) : entry;
    }),
  );
  const middlewares = mapAt(filled, 'middlewares');
  for (const [name, plugin] of plugins) {
    const { shape } = plugin;
    if (!middlewares || !shape) continue;
    for (const [middleware, spec] of middlewares.entries) {
      const node = mapAt(spec, 'plugin')?.entries.get(name);
      if (!node) continue;
      const field: FieldPath = ['middlewares', middleware, 'plugin', name];
      const locate = (path: FieldPath): Location => nearestNode(node, path).node.origin.place();
      problems.push(
        ...goRoom()
          .pluginOptionProblems(plainOf(node), shape, locate)
          .map((problem) => ({ ...problem, field: [...field, ...(problem.field ?? [])] })),
      );
    }
  }
  return { root: filled, problems };
}

function readModule(folder: string): {
  readonly module: Go.GoModule | undefined;
  readonly problems: readonly Problem[];
} {
  const { isPluginFolder, readGoWorkspace, readPlugin } = goRoom();
  const { modules, problems } = readGoWorkspace(folder, { gowork: 'off', shownAs: folder });
  const [module] = modules;
  if (!module || isPluginFolder(folder)) return { module, problems };
  // A module that is to be a plugin has to say so; the workspace only takes it for one that might be.
  const others = problems.filter(({ rule }) => rule !== 'invalid-plugin');
  return { module, problems: [...others, ...readPlugin(folder, folder, module.path).problems] };
}

function withModuleName(entry: MapNode, { path, file, mod }: Go.GoModule): MapNode {
  if (entry.entries.has('moduleName')) return entry;
  const location = { file, ...(mod.module?.spot ?? { line: 1, column: 1 }) };
  const node = scalarNode(path, { place: () => location, sources: [] });
  return mapNode(new Map(entry.entries).set('moduleName', node), entry.origin, entry.replaces);
}

/** What an environment says of a plugin and its source says otherwise. */
function unlike(entry: MapNode, field: FieldPath, module: Go.GoModule | undefined): readonly Problem[] {
  const written = entry.entries.get('moduleName');
  const found: Problem[] = [];
  if (module && written && isText(written) && written.value !== module.path) {
    const message = `The module in plugins/${String(field.at(-1))} is ${module.path}, and not ${written.value}.`;
    found.push(
      problemAt(
        { location: written.origin.place(), field: [...field, 'moduleName'] },
        { rule: 'invalid-plugin', message, fix: `Write ${module.path}, or leave it out.` },
      ),
    );
  }
  const useUnsafe = mapAt(entry, 'settings')?.entries.get('useUnsafe');
  const isAllowed = useUnsafe?.kind === 'scalar' && useUnsafe.value === true;
  if (module?.plugin?.manifest.useUnsafe === true && !isAllowed) {
    found.push(
      problemAt(
        { location: entry.origin.place(), field },
        {
          rule: 'invalid-plugin',
          message: 'The plugin uses packages that it gets only where Traefik is told so.',
          fix: 'Write "settings: { useUnsafe: true }".',
        },
      ),
    );
  }
  return found;
}

/** Few environments have plugins of their own; the room is loaded for those that do. */
function goRoom(): typeof Go {
  // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
  const room: typeof Go = require('../go');
  return room;
}
