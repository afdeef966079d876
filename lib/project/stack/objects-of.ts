import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ApiObjectData } from '../../core/manifest';
import { renderObject } from './render';
import { constructTree } from './tree';

/**
 * The objects of a construct tree by the id of their chart, without any check and in the order of creation: what
 * can be said of a tree whose values are only tried out. Objects that cannot be rendered are left out.
 */
export function objectsOf(root: IConstruct): Map<string, ApiObjectData[]> {
  const charts = new Map<string, ApiObjectData[]>();
  for (const construct of constructTree(root).objects.values()) {
    const rendering = renderObject(construct);
    if (!('object' in rendering)) continue;
    const { id } = Chart.of(construct).node;
    const objects = charts.get(id);
    if (objects) objects.push(rendering.object);
    else charts.set(id, [rendering.object]);
  }
  return charts;
}
