import { defaultOptions } from '../../runtime/merge';
import { clientAuthOf } from '../../runtime/tls';
import { lostOptions } from '../../runtime/tls-options';
import type { Trace } from '../result';
import { type Scene, routerText } from './scene';

/** What Traefik warns of at the router of a request: it runs, and not as it was meant. */
export function warningsOf(scene: Scene, { router, tls }: Trace): readonly string[] {
  const { routers, tcpRouters, configuration } = scene.built.runtime;
  const state = router === null ? undefined : (routers.get(router) ?? tcpRouters.get(router));
  if (state?.status !== 'warning') return [];
  const lost = lostOptions(scene.built.runtime).find((candidate) => candidate.router === state);
  const wanted = lost && configuration.tlsOptions.get(lost.wanted);
  const isOpen =
    wanted !== undefined && tls?.options === defaultOptions && clientAuthOf(wanted) !== 'NoClientCert';
  const rivals = (lost?.rivals ?? []).map(({ name }) => routerText(scene, name));
  return [
    ...state.errors,
    ...(rivals.length > 0 ? [`other TLS options for the same host: ${rivals.join(', ')}`] : []),
    ...(isOpen
      ? ['no client certificate is asked for, though the TLS options of the route ask for one']
      : []),
  ];
}
