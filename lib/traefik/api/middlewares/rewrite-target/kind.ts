import {
  type Outcome,
  type TrafficRequest,
  answer,
  changed,
  cleaned,
  formatLocation,
  parseLocation,
  pathUnescape,
  setHeader,
  setUrl,
} from '../../../request';
import { type Decoded, expressionError, expressionOf, hasGroups, string, struct } from '../../read';
import { actsOn, middlewareKind } from '../kind';
import { currentPath } from '../shared/path';

const fields = { regex: string, replacement: string, xForwardedPrefix: string };

type RewriteTarget = Decoded<typeof fields>;

/**
 * Rewrites the path by the path of an Ingress, or redirects where it is rewritten to a whole URL. Only the provider
 * kubernetesIngressNGINX makes it.
 *
 * @see pkg/middlewares/ingressnginx/rewritetarget/rewrite_target.go
 */
export const rewriteTarget = middlewareKind(struct(fields), {
  verify: (config) => expressionError(patternOf(config) ?? ''),
  treat: (config) => actsOn('path', patternOf(config) ?? '', config),
  handle: (request, config, next, { change }) => {
    const { replacement = '', xForwardedPrefix = '' } = config;
    const path = currentPath(request);
    const pattern = patternOf(config);
    const expression = pattern === undefined ? undefined : expressionOf(pattern);
    if (expression && !expression.test(path)) {
      change(`${path} does not match ${config.regex}`);
      return next();
    }
    const rewritten = (template: string): string => expression?.replaceAll(path, template) ?? template;
    const target = expression ? rewritten(replacement.trim()) : replacement.trim().replace(/\$[0-9]+/g, '');
    if (target === '') return answer(500);
    if (isAbsolute(replacement)) return redirected(request, target);
    if (xForwardedPrefix !== '')
      setHeader(request.headers, 'X-Forwarded-Prefix', rewritten(xForwardedPrefix));
    const before = request.requestUri;
    const decoded = pathUnescape(target);
    if (decoded === undefined) return answer(500);
    const clean = cleaned({ ...request.url, path: decoded, rawPath: target });
    if (clean.path !== decoded) return answer(400);
    setUrl(request, clean);
    change(changed('path', before, request.requestUri));
    return next();
  },
});

/** The expression that is used: without regard to case, and of all of the path where a redirection has no groups. */
function patternOf({ regex = '', replacement = '' }: RewriteTarget): string | undefined {
  if (regex === '') return undefined;
  const pattern = `(?i)${regex.trim()}`;
  return isAbsolute(replacement) && !hasGroups(pattern) ? `${pattern}.*` : pattern;
}

function isAbsolute(replacement: string): boolean {
  return (parseLocation(replacement)?.scheme ?? '') !== '';
}

function redirected({ url }: TrafficRequest, target: string): Outcome {
  const location = parseLocation(target);
  if (!location) return answer(500);
  const rawQuery = location.url.rawQuery === '' ? url.rawQuery : location.url.rawQuery;
  return answer(302, { Location: formatLocation({ ...location, url: { ...location.url, rawQuery } }) });
}
