import { required } from '../../check/fault';
import { bool, string, struct } from '../../read';
import { actsOn, middlewareKind } from '../kind';
import { joinUrl, partsOf, redirect } from '../shared/redirect';
import { replacementFaults } from '../shared/replacement';

/** Redirects a URL that an expression matches to what it is rewritten to. */
export const redirectRegex = middlewareKind(struct({ regex: string, replacement: string, permanent: bool }), {
  check: ({ regex, replacement }) => [
    ...replacementFaults(regex, replacement),
    ...required(replacement, ['replacement'], {
      consequence: 'Traefik redirects to an empty URL, which is the same page again.',
    }),
  ],
  treat: (config) => actsOn('url', config.regex ?? '', config),
  handle: (request, { regex = '', replacement = '', permanent = false }, next, surroundings) =>
    redirect(request, joinUrl(partsOf(request, request.host, '')), {
      regex,
      replacement,
      permanent,
      next,
      surroundings,
    }),
});
