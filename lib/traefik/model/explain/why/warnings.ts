import { oncePer } from '../../../../core/base';
import { defaultOptions } from '../../runtime/merge';
import { clientAuthOf } from '../../runtime/tls';
import type { RouterState, Runtime, TcpRouterState } from '../../runtime/state';
import { type LostOptions, lostOptions } from '../../runtime/tls-options';
import type { Trace } from '../result';
import { type Scene, routerText } from './scene';

const lostIn = oncePer((runtime: Runtime): readonly LostOptions[] => lostOptions(runtime));

/** What Traefik warns of at the router of a request: it runs, and not as it was meant. */
export function warningsOf(scene: Scene, { router, tls }: Trace): readonly string[] {
  const { routers, tcpRouters, configuration } = scene.built.runtime;
  const state = router === null ? undefined : (routers.get(router) ?? tcpRouters.get(router));
  if (!state) return [];
  if (state.status !== 'warning') return deprivedBy(scene, state);
  const lost = lostIn(scene.built.runtime).find((candidate) => candidate.router === state);
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

/** A router that asks for no options of its own may take them from others of its host, who get no warning of it. */
function deprivedBy(scene: Scene, state: RouterState | TcpRouterState): readonly string[] {
  if (!state.config.tls) return [];
  const deprived = lostIn(scene.built.runtime).filter(({ rivals }) =>
    rivals.some((rival) => rival === state),
  );
  return deprived.map(
    ({ router, wanted }) =>
      `TLS options in conflict: ${routerText(scene, router.name)} asks for ${wanted} for the same host, and gets the default ones because this route has others`,
  );
}
