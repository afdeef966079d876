/** Names whose values are passwords, whatever they look like. */
const passwordName = /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|PGPASS)$/i;

const secretName =
  /(?:^|_)(?:SECRET|SECRETS|TOKEN|KEY|APIKEY|JWT|PAT|CREDS|CREDENTIALS?|SALT|SECRET_KEY_BASE)$/i;

/** Values that are tokens by their form, whatever they are called: those of GitHub, Stripe, Slack, and its web hooks. */
const token =
  /^(?:gh[opsu]_|github_pat_|glpat-|[rs]k_live_|xox[abp]-)\w|^https:\/\/hooks\.slack\.com\/services\//;

/** Whether the value of a variable is one that should not be read: none that points to it, by a path or another variable. */
export function isSecretVariable(name: string, value: string): boolean {
  if (token.test(value)) return true;
  // `PWD` itself is the working directory.
  if (passwordName.test(name) && name !== 'PWD')
    return !/^(?:|true|false|\$\([^)]*\)|\/run\/secrets\/.*)$/.test(value);
  if (!secretName.test(name) || /PUBLIC_?KEY$/i.test(name)) return false;
  return value !== '' && !value.startsWith('/') && !/^(?:true|false|\d+|\$\([^)]*\))$/.test(value);
}
