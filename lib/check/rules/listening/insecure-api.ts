import type { Finding } from '../../../core/finding';
import { type TrafficModel, builtOf } from '../../../traefik/model';

/**
 * An API of Traefik that nobody reaches: its own router for the insecure one takes what begins with /api, whatever the
 * base path is (pkg/provider/traefik/internal.go), and api@internal answers below the base path alone.
 */
export function insecureApi(model: TrafficModel): readonly Finding[] {
  const { insecure = false, basePath = '/' } = builtOf(model).runtime.statics.file.api ?? {};
  const base = basePath.replace(/\/+$/, '');
  if (!insecure || `${base}/api`.startsWith('/api')) return [];
  return [
    {
      rule: 'unanswered-api',
      message: `The API is below ${base}, and Traefik's own router for the insecure API takes what begins with /api.`,
      field: ['api', 'basePath'],
    },
  ];
}
