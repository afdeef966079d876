const secretName =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|SECRET|SECRETS|TOKEN|KEY|APIKEY|CREDENTIALS?)$/i;

/** Whether the value of a variable is one that should not be read: none that points to it, by a path or another variable. */
export function isSecretVariable(name: string, value: string): boolean {
  if (!secretName.test(name) || /PUBLIC_?KEY$/i.test(name)) return false;
  return value !== '' && !value.startsWith('/') && !/^(?:true|false|\d+|\$\([^)]*\))$/.test(value);
}
