import { changed } from '../../../request';
import { stringMap, string, struct } from '../../read';
import { toBytes } from '../../../rule';
import { middlewareKind } from '../kind';
import { withVariables } from '../shared/nginx-variables';

/**
 * Sends another Host to the backend. Only the provider kubernetesIngressNGINX makes it.
 *
 * @see pkg/middlewares/ingressnginx/upstreamvhost/upstream_vhost.go
 */
export const upstreamVHost = middlewareKind(struct({ vHost: string, vars: stringMap }), {
  verify: ({ vHost = '' }) => (vHost === '' ? 'vHost cannot be empty' : undefined),
  handle: (request, { vHost = '', vars = {} }, next, { change }) => {
    const before = request.host;
    request.host = withVariables(toBytes(vHost), request, vars);
    change(changed('Host', before, request.host));
    return next();
  },
});
