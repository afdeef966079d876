import type { Finding } from '../../../core/finding';
import { type TrafficModel, builtOf } from '../../../traefik/model';

/** Redirections of entry points that send clients to a port of Traefik's own, which they cannot reach. */
export function privatePort(model: TrafficModel): readonly Finding[] {
  const { entryPoints } = builtOf(model).runtime.statics;
  return [...entryPoints].flatMap(([name, { file }]): Finding[] => {
    const { to = '' } = file.http?.redirections?.entryPoint ?? {};
    const target = entryPoints.get(to);
    if (!target || target.exposedPort === undefined || target.exposedPort === target.port) return [];
    return [
      {
        rule: 'redirection-to-private-port',
        message: `The entry point ${name} redirects to ${to}, and so to port ${target.port}; clients reach ${to} at port ${target.exposedPort}.`,
        fix: `Write to: ':${target.exposedPort}'.`,
        field: ['entryPoints', name, 'http', 'redirections', 'entryPoint', 'to'],
      },
    ];
  });
}
