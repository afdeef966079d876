import type { Finding } from '../../../../core/finding';
import { refused, required } from '../finding';
import { regexpFindings, regexpListFindings } from '../regexp';
import type { PartialMiddleware } from './middleware';

const stripsNothing = 'Traefik strips nothing: the service gets the path as it came.';

/** What is wrong with middlewares that change the path. */
export function pathFindings(spec: PartialMiddleware): readonly Finding[] {
  const { addPrefix, stripPrefix, stripPrefixRegex, replacePath, replacePathRegex } = spec;
  return [
    ...(addPrefix ? prefixFindings(addPrefix.prefix) : []),
    ...(stripPrefix ? required(stripPrefix.prefixes, ['stripPrefix', 'prefixes'], stripsNothing) : []),
    ...(stripPrefixRegex
      ? required(stripPrefixRegex.regex, ['stripPrefixRegex', 'regex'], stripsNothing)
      : []),
    ...regexpListFindings(stripPrefixRegex?.regex, ['stripPrefixRegex', 'regex']),
    ...(replacePath
      ? required(
          replacePath.path,
          ['replacePath', 'path'],
          'The service gets every request with the path "/".',
        )
      : []),
    ...(replacePathRegex ? replacementFindings(replacePathRegex, 'replacePathRegex') : []),
  ];
}

function prefixFindings(prefix: string | undefined): readonly Finding[] {
  const field = ['addPrefix', 'prefix'];
  if (prefix === undefined || prefix.startsWith('/')) return required(prefix, field);
  return [
    refused('relative-prefix', field, {
      message: `The prefix ${JSON.stringify(prefix)} does not begin with "/".`,
      consequence: 'The API server refuses the Middleware.',
      fix: `Write ${JSON.stringify(`/${prefix}`)}.`,
    }),
  ];
}

/** What is wrong with a regular expression and what shall stand in place of its match. */
export function replacementFindings(
  { regex, replacement }: { readonly regex?: string; readonly replacement?: string },
  kind: 'redirectRegex' | 'replacePathRegex',
): readonly Finding[] {
  const findings = [
    ...required(regex, [kind, 'regex'], 'An empty expression matches everywhere.'),
    ...regexpFindings(regex, [kind, 'regex']),
  ];
  const [reference, group, rest] =
    /\$([0-9]+)([A-Za-z_][A-Za-z0-9_]*)/.exec(withoutEscapes(replacement ?? '')) ?? [];
  if (reference !== undefined) {
    findings.push({
      rule: 'ambiguous-group',
      severity: 'warning',
      field: [kind, 'replacement'],
      message: `${reference} is read as the group named "${group}${rest}".`,
      consequence: 'There is no such group, so nothing stands in its place.',
      fix: `Write \${${group}}${rest}.`,
    });
  }
  return findings;
}

/** `$$` is a dollar sign. */
function withoutEscapes(replacement: string): string {
  return replacement.replaceAll('$$', '');
}
