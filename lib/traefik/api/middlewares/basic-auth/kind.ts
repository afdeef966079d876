import { createHash } from 'node:crypto';
import { type Attempt, failed, made, stableJson } from '../../../../core/base';
import { deleteHeader, getHeader, undecided } from '../../../request';
import { fromBytes, headerRegexp, toBytes } from '../../../rule';
import { type SecretContent, configuredKind } from '../kind';
import {
  authentication,
  authenticationFaults,
  configureUsers,
  linesOf,
  readUsers,
  unauthorized,
} from '../shared/users';
import { passwordMatches } from './password';

/** Asks for a name and a password. */
export const basicAuth = configuredKind(
  authentication,
  (spec, sources) => configureUsers(spec, sources, usersOf),
  {
    check: authenticationFaults,
    references: [{ at: ['secret'], to: 'Secret', holds: 'users' }],
    verify: ({ users, usersFile }) => {
      const read = readUsers(users, 2);
      if (typeof read === 'string') return read;
      return read.size === 0 && usersFile === undefined ? 'no users found' : undefined;
    },
    guards: true,
    treat: (config) => [
      {
        when: headerRegexp('Authorization', '(?i)^basic ').not().tree,
        effect: { kind: 'answers', status: 401 },
      },
      { effect: { kind: 'acts', as: stableJson({ ...config, realm: undefined }) } },
    ],
    handle: (request, config, next, report) => {
      const { users, usersFile, realm = 'traefik', headerField, removeHeader } = config;
      const known = readUsers(users, 2);
      const credentials = readBasic(getHeader(request.headers, 'Authorization'));
      const challenge = `Basic realm="${realm}"`;
      if (!credentials || typeof known === 'string') {
        report.change('no credentials');
        return unauthorized(challenge);
      }
      const { user, password } = credentials;
      const hash = known.get(fromBytes(user)) ?? '';
      // What stands in a file beside Traefik is not known.
      const isElsewhere = hash === '' && usersFile !== undefined;
      const isRight = isElsewhere ? undefined : hash !== '' && passwordMatches(password, hash);
      if (isRight === false) {
        report.change('wrong credentials');
        return unauthorized(challenge);
      }
      if (isRight === undefined) {
        report.note(`basicAuth: whether the password of ${fromBytes(user)} is right is not computed`);
      } else report.change(`accepts the user ${fromBytes(user)}`);
      if (headerField !== undefined) {
        deleteHeader(request.headers, headerField);
        // Written as it stands in the configuration, not in Go's spelling.
        request.headers.set(toBytes(headerField), [user]);
      }
      if (removeHeader) deleteHeader(request.headers, 'Authorization');
      return isRight === undefined ? undecided(next()) : next();
    },
  },
);

/** A `kubernetes.io/basic-auth` Secret, or lines of `user:hash`. */
function usersOf(content: SecretContent): Attempt<readonly string[]> {
  if (content.type !== 'kubernetes.io/basic-auth') return linesOf(content);
  const username = content.data.get('username');
  const password = content.data.get('password');
  if (!username || !password) return failed('must contain both username and password keys');
  const hash = createHash('sha1').update(password).digest('base64');
  return made([`${Buffer.from(username).toString()}:{SHA}${hash}`]);
}

function readBasic(header: string): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^basic (.*)$/is.exec(header)?.[1];
  if (
    encoded === undefined ||
    !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)
  ) {
    return undefined;
  }
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
