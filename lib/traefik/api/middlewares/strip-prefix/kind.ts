import { addHeader, answer, changed, setUrl } from '../../../request';
import { toBytes } from '../../../rule';
import { refused, required } from '../../check/fault';
import { pointerBool, strings, struct } from '../../read';
import { middlewareKind } from '../kind';
import { decodedPrefix, rooted, strip } from '../shared/path';

const stripsNothing = 'Traefik strips nothing: the service gets the path as it came.';

/** Removes the first of its prefixes with which the path starts. */
export const stripPrefix = middlewareKind(struct({ prefixes: strings, forceSlash: pointerBool }), {
  check: ({ prefixes }) => [
    ...required(prefixes, ['prefixes'], { consequence: stripsNothing }),
    ...(prefixes ?? []).flatMap((text, index) => {
      const prefix = text.trim();
      if (prefix.startsWith('/')) return [];
      return refused('relative-prefix', ['prefixes', index], {
        message: `The prefix ${JSON.stringify(prefix)} does not begin with "/", as every path does.`,
        consequence: stripsNothing,
        fix: prefix === '' ? 'Take it out of the list.' : `Write ${JSON.stringify(`/${prefix}`)}.`,
      });
    }),
  ],
  treat: ({ prefixes = [], forceSlash = false }) => [
    ...prefixes.map((prefix) => ({
      when: decodedPrefix(prefix.trim()),
      effect: { kind: 'acts', as: JSON.stringify({ prefix: prefix.trim(), forceSlash }) } as const,
    })),
    { effect: { kind: 'passes' } },
  ],
  handle: (request, { prefixes = [], forceSlash = false }, next, { change }) => {
    const before = request.requestUri;
    const prefix = prefixes
      .map((text) => toBytes(text.trim()))
      .find((text) => request.url.path.startsWith(text));
    if (prefix === undefined) {
      change(`no prefix of ${before} to strip`);
      return next();
    }
    const root = forceSlash ? (path: string) => `/${path.replace(/^\//, '')}` : rooted;
    if (!strip(request, prefix, root)) return answer(400);
    addHeader(request.headers, 'X-Forwarded-Prefix', prefix);
    setUrl(request, request.url);
    change(changed('path', before, request.requestUri));
    return next();
  },
});
