import { YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { deploymentScopeOf, isDeploymentScope } from '../../constructs/construct';
import { groupBy } from '../../core/base';
import { groupOf } from '../../core/manifest';
import type { RenderedObject } from './render';
import { type Content, type NumberedObject, nameInOrder } from './file-order';
import { distinctNames, fileNamePart, shortHash } from './names';
import type { ConstructTree } from './tree';

/**
 * Divides objects among files, by path below the output folder. Each deployment scope has a folder of its
 * own, named as the scope; what belongs to no scope goes to the top.
 */
export function layOut(
  content: Content,
  type: YamlOutputType,
  extension: string,
): Map<string, readonly RenderedObject[]> {
  const files = new Map<string, readonly RenderedObject[]>();
  const objects = groupBy(numbered(content), ({ number }) => content.tree.charts[number] ?? -1);
  const scopes = groupBy(content.charts, (chart) => scopeOf(content.tree, chart));
  const folders = distinctNames([...scopes.keys()], (scope) =>
    scope ? withHash(fileNamePart(scope.node.id), scope.node.path) : [''],
  );
  for (const [scope, charts] of scopes) {
    const folder = folders.get(scope);
    const prefix = folder ? `${folder}/` : '';
    const inCharts = new Map(charts.map((chart) => [chart, objects.get(chart) ?? []]));
    for (const [name, unit] of unitsOf(content, inCharts, type, scope)) {
      if (unit.length > 0)
        files.set(
          `${prefix}${name}${extension}`,
          unit.map(({ placed }) => placed),
        );
    }
  }
  return files;
}

/** The files of one folder: their names without extension, and what is in them. */
function unitsOf(
  content: Content,
  charts: ReadonlyMap<number, readonly NumberedObject[]>,
  type: YamlOutputType,
  scope: IConstruct | undefined,
): Map<string, readonly NumberedObject[]> {
  if (type === YamlOutputType.FILE_PER_APP) return new Map([['app', [...charts.values()].flat()]]);
  if (type === YamlOutputType.FILE_PER_RESOURCE) {
    const isWanted = ({ number }: NumberedObject): boolean => charts.has(content.tree.charts[number] ?? -1);
    return resourceUnits(content, numbered(content).filter(isWanted));
  }
  const perChart = nameInOrder(content, charts, (chart) => chartNames(content.tree.constructs[chart], scope));
  if (type === YamlOutputType.FILE_PER_CHART) return perChart;
  const units = new Map<string, readonly NumberedObject[]>();
  for (const [folder, objects] of perChart) {
    for (const [name, unit] of resourceUnits(content, objects)) units.set(`${folder}/${name}`, unit);
  }
  return units;
}

function resourceUnits(
  content: Content,
  objects: readonly NumberedObject[],
): Map<string, readonly NumberedObject[]> {
  const units = new Map(objects.map((object) => [object.number, [object]]));
  return nameInOrder(content, units, (number) => resourceNames(content.objects.get(number)));
}

/** Names for a chart: its path below the deployment scope; with a hash where two would be the same. */
function chartNames(chart: IConstruct | undefined, scope: IConstruct | undefined): string[] {
  if (!chart) return [];
  const inner = scope && chart !== scope ? chart.node.path.slice(scope.node.path.length + 1) : undefined;
  const path = chart === scope ? chart.node.id : (inner ?? chart.node.path);
  return withHash(fileNamePart(path), chart.node.path);
}

/** Names for a resource: kind and name; with namespace, with group, with a hash where two would be the same. */
function resourceNames(placed: RenderedObject | undefined): string[] {
  if (!placed) return [];
  const { apiVersion, kind, metadata } = placed.object;
  const namespaced = [metadata.namespace, metadata.name].filter((part) => part !== undefined);
  const full = fileNamePart([kind, groupOf(apiVersion), ...namespaced].join('.'));
  return [
    fileNamePart(`${kind}.${metadata.name}`),
    fileNamePart([kind, ...namespaced].join('.')),
    ...withHash(full, placed.construct.node.path),
  ];
}

function withHash(name: string, path: string): string[] {
  return [name, `${name}-${shortHash(path)}`];
}

function scopeOf(tree: ConstructTree, chart: number): IConstruct | undefined {
  const construct = tree.constructs[chart];
  const scope = construct && deploymentScopeOf(construct);
  return scope && isDeploymentScope(scope) && scope.node.scope ? scope : undefined;
}

/** All objects in the order of application. */
function numbered({ objects }: Content): NumberedObject[] {
  return Array.from(objects, ([number, placed]) => ({ number, placed }));
}
