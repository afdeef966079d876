import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../../core/file';
import { stringifyYamlValue } from '../../../core/yaml';
import type { GoPlugin } from './plugin';

/** A plugin, where its files are. */
export interface PlacedPlugin {
  /** By which Middlewares name it. */
  readonly name: string;
  readonly folder: string;
  readonly plugin: GoPlugin;
}

/**
 * Values of Traefik's official Helm chart (41) that bring plugins along: their source in ConfigMaps, mounted where
 * Traefik looks for local plugins. Folders, as vendored modules have them, take items of a volume, and so a ConfigMap
 * beside the chart's own.
 */
export function pluginChartValues(plugins: readonly PlacedPlugin[]): string {
  const all = plugins.map(({ name, folder, plugin: { module, manifest } }) => {
    const files = sourceFiles(folder);
    const mount = {
      moduleName: module,
      mountPath: `/plugins-local/src/${module}`,
      ...(manifest.useUnsafe && { settings: { useUnsafe: true } }),
    };
    // The chart indents these texts as they are: of one that begins with a space YAML would take the indentation.
    const isFlat = [...files].every(([path, text]) => !path.includes('/') && !/^\s/.test(text));
    if (isFlat)
      return {
        name,
        plugin: { ...mount, type: 'inlinePlugin', source: Object.fromEntries(files) },
        volumes: [],
        objects: [],
      };
    const configMap = `traefik-plugin-${name}`;
    const keys = [...files].map(([path, text], index) => ({ key: `file-${index}`, path, text }));
    return {
      name,
      plugin: { ...mount, type: 'localPath', volumeName: `plugin-${name}` },
      volumes: [
        {
          name: `plugin-${name}`,
          configMap: { name: configMap, items: keys.map(({ key, path }) => ({ key, path })) },
        },
      ],
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: configMap },
          // What looks like a template of Helm would be one: the chart renders these objects as YAML text, in which
          // quotes may be escaped, and lines broken at spaces.
          data: Object.fromEntries(keys.map(({ key, text }) => [key, text.replaceAll('{{', '{{`{{`}}')])),
        },
      ],
    };
  });
  const volumes = all.flatMap((one) => one.volumes);
  const objects = all.flatMap((one) => one.objects);
  return stringifyYamlValue({
    experimental: { localPlugins: Object.fromEntries(all.map(({ name, plugin }) => [name, plugin])) },
    ...(volumes.length > 0 && { deployment: { additionalVolumes: volumes } }),
    ...(objects.length > 0 && { extraObjects: objects }),
  });
}

/** What Traefik needs of a plugin's folder, by path: no tests, and nothing that begins with a dot but its manifest. */
function sourceFiles(folder: string, below = ''): ReadonlyMap<string, string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return new Map(
    entries.flatMap((entry): readonly (readonly [string, string])[] => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory())
        return /^[._]|^testdata$/.test(entry.name) ? [] : [...sourceFiles(folder, path)];
      const isWanted =
        path === '.traefik.yml' ||
        path === 'go.mod' ||
        /(?<!_test)\.go$/.test(entry.name) ||
        path === 'vendor/modules.txt';
      return entry.isFile() && isWanted ? [[path, readText(join(folder, path))]] : [];
    }),
  );
}
