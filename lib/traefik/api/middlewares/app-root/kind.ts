import { answer } from '../../../request';
import { fromBytes, path as pathIs, toBytes } from '../../../rule';
import { string, struct } from '../../read';
import { middlewareKind, passesAll } from '../kind';
import { withVariables } from '../shared/nginx-variables';

/**
 * Redirects the root to another path. Only the provider kubernetesIngressNGINX makes it.
 *
 * @see pkg/middlewares/ingressnginx/approot/app_root.go
 */
export const appRoot = middlewareKind(struct({ path: string }), {
  verify: ({ path = '' }) => (path.startsWith('/') ? undefined : 'path should start with /'),
  treat: ({ path = '' }) => [{ when: pathIs('/').tree, effect: { kind: 'acts', as: path } }, ...passesAll],
  handle: (request, { path = '' }, next, { change }) => {
    if (request.url.path !== '/') return next();
    const location = fromBytes(withVariables(`$scheme://$best_http_host${toBytes(path)}`, request));
    change(`redirects / to ${location}`);
    return answer(302, { Location: location });
  },
});
