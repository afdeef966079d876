import { App, Chart, Testing } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { collectProblems } from '../../../lib/constructs/construct';
import type { Problem } from '../../../lib/core/finding';

/** An object as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: object };
  readonly spec: {
    readonly routes?: readonly ManifestRoute[];
    readonly [field: string]: unknown;
  };
}

interface ManifestRoute {
  readonly services?: readonly object[];
  readonly middlewares?: readonly { readonly name: string; readonly namespace?: string }[];
}

/** A chart of a stock cdk8s App. */
export function makeChart(namespace: string | undefined = 'shop'): Chart {
  return new Chart(new App(), 'chart', { namespace });
}

/** All objects of a chart as stock cdk8s renders them. */
export function manifests(chart: Chart): readonly Manifest[] {
  const objects: Manifest[] = Testing.synth(chart);
  return objects;
}

/** The objects of one kind. */
export function ofKind(chart: Chart, kind: string): readonly Manifest[] {
  return manifests(chart).filter((object) => object.kind === kind);
}

/** The only object of a kind. */
export function only(chart: Chart, kind: string): Manifest {
  const [object, ...others] = ofKind(chart, kind);
  if (!object || others.length > 0)
    throw new Error(`${others.length + (object ? 1 : 0)} objects of kind ${kind}`);
  return object;
}

/** The object of a kind and name. */
export function named(chart: Chart, kind: string, name: string): Manifest {
  const object = ofKind(chart, kind).find(({ metadata }) => metadata.name === name);
  if (!object) throw new Error(`no ${kind} ${name}`);
  return object;
}

/** All problems of a tree. */
export function problemsOf(construct: IConstruct): readonly Problem[] {
  return collectProblems(construct.node.root);
}

/** Each problem in short: rule id and field. */
export function problemIds(construct: IConstruct): readonly string[] {
  return problemsOf(construct).map(({ rule, field = [] }) => `${rule} ${field.join('.')}`);
}
