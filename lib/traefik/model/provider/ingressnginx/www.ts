import { middlewareAsShown } from '../../../api/middlewares';
import type { Router } from '../../dynamic/configuration';
import { putRouter } from '../../dynamic/rivals';
import type { NginxContext } from './context';
import type { Location } from './location';
import type { RouterPlace } from './middlewares';
import { unavailableService } from './names';

/** The router that sends requests from the host with `www.` to that without, or the other way. */
export function addWwwRedirect(
  { configuration, version }: NginxContext,
  { ingress, host }: Location,
  { key }: RouterPlace,
  router: Router,
  hosts: ReadonlySet<string>,
): void {
  if (ingress.settings['from-to-www-redirect'] !== true || host.startsWith('*.')) return;
  if (host === '' && version.has('nginx-default-backend')) return;
  const bare = host.startsWith('www.') ? host.slice('www.'.length) : host;
  const other = host === bare ? `www.${host}` : bare;
  if (hosts.has(other)) return;
  const name = `${key}-from-to-www-redirect`;
  const isAnchored = version.has('nginx-www-redirect');
  const regex = isAnchored
    ? '^(https?)://(?:\\[[^/\\]]*\\]|[^/:]+)(:[0-9]+)?[^/]*/(.*?)/?$'
    : '(https?)://[^/:]+(:[0-9]+)?/(.*)';
  const redirectRegex = { regex, replacement: `$1://${host}$2/$3`, statusCode: 308 };
  configuration.middlewares.set(name, middlewareAsShown({ redirectRegex }));
  putRouter(configuration.routers, name, {
    ...router,
    rule: `Host(${JSON.stringify(other)})`,
    middlewares: [name],
    // Nothing guards this router, so that it must lead nowhere.
    service: isAnchored ? unavailableService : router.service,
  });
}
