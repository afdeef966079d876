import type { Finding } from '../../../core/finding';
import type { PodModel } from '../model';
import { error } from './finding';

/** Where telemetry goes. */
export function* checkTelemetry({ spec }: PodModel): Iterable<Finding> {
  const endpoint = typeof spec.telemetry === 'object' ? spec.telemetry.endpoint : undefined;
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) {
    yield error('invalid-telemetry-endpoint', ['telemetry', 'endpoint'], {
      message: `"${endpoint}" is no URL.`,
      consequence: 'SDKs take the endpoint for broken and send nothing.',
      fix: `Begin with http:// or https://, for example http://${endpoint}.`,
    });
  }
}
