import { type SpecFault, required } from '../../check/fault';
import { regexpFaults } from '../../check/regexp';

/** The faults of a regular expression and what shall stand in place of its match. */
export function replacementFaults(
  regex: string | undefined,
  replacement: string | undefined,
): readonly SpecFault[] {
  const [reference, group, rest] =
    /\$([0-9]+)([A-Za-z_][A-Za-z0-9_]*)/.exec(withoutEscapes(replacement ?? '')) ?? [];
  const faults = [
    ...required(regex, ['regex'], { consequence: 'An empty expression matches everywhere.' }),
    ...regexpFaults(regex, ['regex']),
  ];
  if (reference === undefined) return faults;
  return [
    ...faults,
    {
      rule: 'ambiguous-group',
      severity: 'warning',
      field: ['replacement'],
      message: `${reference} is read as the group named "${group}${rest}".`,
      consequence: 'There is no such group, so nothing stands in its place.',
      fix: `Write \${${group}}${rest}.`,
    },
  ];
}

/** `$$` is a dollar sign. */
function withoutEscapes(replacement: string): string {
  return replacement.replaceAll('$$', '');
}
