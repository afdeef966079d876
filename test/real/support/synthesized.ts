import { Chart } from 'cdk8s';
import type { ApiObjectData } from '../../../lib/core/manifest';
import { DeliveryApp } from '../../../lib/project/stack';

/** What our constructs make, with every check that a synth does. */
export function synthesized(build: (chart: Chart) => void): readonly ApiObjectData[] {
  const app = new DeliveryApp();
  build(new Chart(app, 'case'));
  return [...app.manifests().values()].flat();
}
