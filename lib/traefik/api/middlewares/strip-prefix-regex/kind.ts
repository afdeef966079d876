import { addHeader, answer, changed, setUrl } from '../../../request';
import { required } from '../../check/fault';
import { regexpListFaults } from '../../check/regexp';
import { expressionOf, strings, struct } from '../../read';
import { actsOn, middlewareKind } from '../kind';
import { rooted, strip } from '../shared/path';

/** Removes what the first fitting expression matches at the start of the path. */
export const stripPrefixRegex = middlewareKind(struct({ regex: strings }), {
  check: ({ regex }) => [
    ...required(regex, ['regex'], {
      consequence: 'Traefik strips nothing: the service gets the path as it came.',
    }),
    ...regexpListFaults(
      regex?.map((pattern) => pattern.trim()),
      ['regex'],
    ),
  ],
  treat: (config) => {
    const expressions = (config.regex ?? []).map((pattern) => `^(?:${pattern.trim()})`);
    return actsOn('path', expressions.join('|'), config);
  },
  handle: (request, { regex = [] }, next, { change }) => {
    const before = request.requestUri;
    for (const pattern of regex) {
      const prefix = expressionOf(pattern.trim()).find(request.url.path);
      if (prefix === undefined || prefix === '' || !request.url.path.startsWith(prefix)) continue;
      addHeader(request.headers, 'X-Forwarded-Prefix', prefix);
      if (!strip(request, prefix, rooted)) return answer(400);
      setUrl(request, request.url);
      change(changed('path', before, request.requestUri));
      return next();
    }
    change(`no prefix of ${before} to strip`);
    return next();
  },
});
