import type { Feature } from '../template/template';
import type { ValuePath } from '../values';
import { laidKey } from './service-values';

/** Numbers of a service above which its objects have another form. */
const limits: Readonly<Record<string, number>> = {
  // With a second pod there is something to spread, and a disruption budget.
  replicas: 1,
  'autoscaling.maxReplicas': 1,
  // Without a pause there is no preStop.
  'shutdown.preStopSeconds': 0,
};

/** What a value of a service decides on the form of its objects: all that is on or off, and some numbers. */
export function switches(path: ValuePath, value: unknown): readonly Feature[] {
  if (path.includes(laidKey)) return [];
  if (typeof value === 'boolean') return [{ kind: 'true', path }];
  const [section, , ...field] = path;
  const limit = limits[field.join('.')];
  if (section !== 'services' || limit === undefined || typeof value !== 'number') return [];
  return [{ kind: 'above', path, limit }];
}
