import { required } from '../../check/fault';
import { type Decoded, bool, string, struct } from '../../read';
import { made } from '../../../../core/base';
import { actsOn, configuredKind } from '../kind';
import { joinUrl, partsOf, redirect } from '../shared/redirect';
import { replacementFaults } from '../shared/replacement';

const fields = { regex: string, replacement: string, permanent: bool };

/** The provider kubernetesIngressNGINX sets a status code besides. */
type RedirectRegexConfig = Decoded<typeof fields> & { readonly statusCode?: number };

/** Redirects a URL that an expression matches to what it is rewritten to. */
export const redirectRegex = configuredKind(struct(fields), (spec) => made<RedirectRegexConfig>(spec), {
  check: ({ regex, replacement }) => [
    ...replacementFaults(regex, replacement),
    ...required(replacement, ['replacement'], {
      consequence: 'Traefik redirects to an empty URL, which is the same page again.',
    }),
  ],
  treat: (config) => actsOn('url', config.regex ?? '', config),
  handle: (request, { regex = '', replacement = '', permanent = false, statusCode }, next, surroundings) =>
    redirect(request, joinUrl(partsOf(request, request.host, '')), {
      regex,
      replacement,
      permanent,
      statusCode,
      next,
      surroundings,
    }),
});
