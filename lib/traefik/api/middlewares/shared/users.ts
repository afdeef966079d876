import { type Attempt, failed, isFailed, made } from '../../../../core/base';
import { type Outcome, answer } from '../../../request';
import { type SpecFault, required } from '../../check/fault';
import { type Decoded, bool, string, struct } from '../../read';
import type { SecretContent, Sources } from '../kind';

const fields = { secret: string, realm: string, removeHeader: bool, headerField: string };

/** Reads the spec of basic and digest authentication. */
export const authentication = struct(fields);

type AuthenticationSpec = Decoded<typeof fields>;

/** Users of basic and digest authentication, as lines of their file. */
export type AuthenticationConfig = Omit<AuthenticationSpec, 'secret'> & {
  readonly users?: readonly string[];
  /** A file beside Traefik with further users: labels and files can name one. */
  readonly usersFile?: string;
};

/** The faults of basic and digest authentication: without users the routes are left to others, and nobody is asked. */
export function authenticationFaults({ secret }: AuthenticationSpec): readonly SpecFault[] {
  return required(secret, ['secret'], { reason: 'auth secret must be set', by: 'provider' });
}

/** Authentication with the users that its Secret holds. */
export function configureUsers(
  { secret = '', ...rest }: AuthenticationSpec,
  sources: Sources,
  usersOf: (content: SecretContent) => Attempt<readonly string[]>,
): Attempt<AuthenticationConfig> {
  const content = sources.secret(secret);
  if (isFailed(content)) return content;
  const users = usersOf(content.value);
  return isFailed(users) ? failed(`secret ${secret} ${users.reason}`) : made({ ...rest, users: users.value });
}

/** The lines of a file of users, which is all that its Secret holds. */
export function linesOf({ data }: SecretContent): Attempt<readonly string[]> {
  const [content] = data.values();
  if (data.size !== 1 || !content) return failed(`has ${data.size} elements, must be single element exactly`);
  const lines = Buffer.from(content)
    .toString()
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
  return lines.length > 0 ? made(lines) : failed('does not contain any credentials');
}

/** User names and hashes; a line that is no `user:hash` disables the middleware. What it says may be secret. */
export function readUsers(
  users: readonly string[] | undefined,
  parts: 2 | 3,
): ReadonlyMap<string, string> | string {
  const read = new Map<string, string>();
  for (const [index, user] of (users ?? []).entries()) {
    const words = user.split(':');
    if (words.length !== parts)
      return `error parsing user ${index + 1}: it has ${words.length} parts between colons, not ${parts}`;
    read.set(words.slice(0, -1).join(':'), words[parts - 1] ?? '');
  }
  return read;
}

/** Asks for credentials. */
export function unauthorized(challenge: string): Outcome {
  return answer(401, { 'Www-Authenticate': challenge });
}
