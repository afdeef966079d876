import { stableJson } from '../../../../core/base';
import { getHeader } from '../../../request';
import { headerRegexp } from '../../../rule';
import { configuredKind } from '../kind';
import {
  authentication,
  authenticationFaults,
  configureUsers,
  linesOf,
  readUsers,
  unauthorized,
} from '../shared/users';

/** Asks for a digest over a number that Traefik made: no request can be right without having asked before. */
export const digestAuth = configuredKind(
  authentication,
  (spec, sources) => configureUsers(spec, sources, linesOf),
  {
    check: authenticationFaults,
    references: [{ at: ['secret'], to: 'Secret', holds: 'digest-users' }],
    verify: ({ users }) => {
      const read = readUsers(users, 3);
      return typeof read === 'string' ? read : undefined;
    },
    guards: true,
    // No request that can be written down is right, but clients have asked before.
    treat: (config) => [
      {
        when: headerRegexp('Authorization', '^Digest ').not().tree,
        effect: { kind: 'answers', status: 401 },
      },
      { effect: { kind: 'acts', as: stableJson({ ...config, realm: undefined }) } },
    ],
    handle: (request, { realm = 'traefik' }, _next, { change, note }) => {
      if (getHeader(request.headers, 'Authorization').startsWith('Digest ')) {
        note('digest credentials are right only for a number that this Traefik gave out before');
      }
      change('no credentials that could be right');
      return unauthorized(`Digest realm="${realm}", algorithm="MD5", qop="auth"`);
    },
  },
);
