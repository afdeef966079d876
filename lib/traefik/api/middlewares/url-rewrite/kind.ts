import { answer, changed, requestUri, setUrl } from '../../../request';
import { toBytes } from '../../../rule';
import { string, struct } from '../../read';
import { middlewareKind } from '../kind';
import { withReplacedPath } from '../shared/prefix-replacement';

/**
 * Sends a request on with another host or path. Only the provider kubernetesGateway makes it.
 *
 * @see pkg/middlewares/gatewayapi/urlrewrite/url_rewrite.go
 */
export const urlRewrite = middlewareKind(struct({ hostname: string, path: string, pathPrefix: string }), {
  handle: (request, config, next, { change, version }) => {
    const [uri, host] = [request.requestUri, request.host];
    const url = withReplacedPath(request.url, config, version);
    if (!url) return answer(400);
    const isWhole = config.path !== undefined && config.pathPrefix === undefined;
    setUrl(request, isWhole && version.has('gateway-paths') ? { ...url, rawPath: '' } : url);
    if (config.hostname !== undefined) request.host = toBytes(config.hostname);
    if (request.requestUri !== uri) change(changed('path', uri, requestUri(request.url)));
    if (request.host !== host) change(changed('Host', host, request.host));
    return next();
  },
});
