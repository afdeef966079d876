import { App, Chart, Testing } from 'cdk8s';
import { collectProblems } from '../../../lib/constructs/construct';
import type { Problem } from '../../../lib/core/finding';
import { GoService, type GoServiceProps } from '../../../lib/constructs/workload';

/** An API object as tests look at it. */
// oxlint-disable-next-line typescript/no-explicit-any -- assertions name the fields
export type Manifest = any;

/** A chart of namespace `prod`. */
export function newChart(): Chart {
  return new Chart(new App(), 'chart', { namespace: 'prod' });
}

/** Props that are enough, with others on top. */
export function props(more: Partial<GoServiceProps> = {}): GoServiceProps {
  return { image: 'ghcr.io/acme/shop:1.4.2', ports: { http: 8080 }, ...more };
}

/** The objects of one service by kind; the last one where there are several. */
export function objectsOf(more: Partial<GoServiceProps> = {}): Record<string, Manifest> {
  const chart = newChart();
  const service = new GoService(chart, 'shop', props(more));
  service.routePort('http');
  return byKind(Testing.synth(chart));
}

/** Objects by kind. */
export function byKind(objects: readonly Manifest[]): Record<string, Manifest> {
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}

/** Pod spec of a service. */
export function podOf(more: Partial<GoServiceProps> = {}): Manifest {
  const objects = objectsOf(more);
  return (objects['StatefulSet'] ?? objects['Deployment']).spec.template.spec;
}

/** The main container of a service. */
export function containerOf(more: Partial<GoServiceProps> = {}): Manifest {
  return podOf(more).containers[0];
}

/** Variables of the main container by name. */
export function envOf(more: Partial<GoServiceProps> = {}): Record<string, string> {
  const env: readonly Manifest[] = containerOf(more).env ?? [];
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

/** Problems of one service. */
export function problemsOf(more: Partial<GoServiceProps> = {}, id = 'shop'): readonly Problem[] {
  const chart = newChart();
  new GoService(chart, id, props(more));
  return collectProblems(chart);
}

/** Problems as `severity rule field`. */
export function linesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ severity, rule, field = [] }) => `${severity} ${rule} ${field.join('.')}`);
}
