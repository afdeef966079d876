/** What was meant by a HostRegexp of `*.example.com`: there is nothing before its `*` that could be repeated. */
export function globMeant(rule: string): string | undefined {
  const wildcard = /HostRegexp\(`(\*\.[^`]*)`\)/i.exec(rule)?.[1];
  return wildcard === undefined ? undefined : `HostRegexp takes an expression; write Host(\`${wildcard}\`)`;
}
