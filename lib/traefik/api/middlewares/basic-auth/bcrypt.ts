import type * as Bcrypt from 'bcryptjs';

let loaded: typeof Bcrypt | undefined;

/** Loaded when the first hash is met: most programs have none. */
function bcrypt(): typeof Bcrypt {
  if (!loaded) {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it at once
    const library: typeof Bcrypt = require('bcryptjs');
    loaded = library;
  }
  return loaded;
}

/** Each step doubles the time: 12 takes up to a second, 17 half a minute. */
const maxCost = 12;

/**
 * Whether a password fits a hash such as `$2y$10$…`; undefined where telling takes too long, or where the password is
 * no text, since the library takes nothing else.
 */
export function bcryptMatches(password: Uint8Array, hash: string): boolean | undefined {
  const [, cost = '', salt = '', digest = ''] =
    /^\$2[abxy]\$(\d\d)\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})$/.exec(hash) ?? [];
  if (digest === '' || Number(cost) < 4 || Number(cost) > 31) return false;
  const text = Buffer.from(password).toString();
  if (Number(cost) > maxCost || !Buffer.from(text).equals(password)) return undefined;
  // Traefik treats all of these versions alike.
  return bcrypt().hashSync(text, `$2b$${cost}$${salt}`).endsWith(digest);
}
