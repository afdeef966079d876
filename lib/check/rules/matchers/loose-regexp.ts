import { type MatcherNode, compileRegexp, formatRule, toBytes, translation } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';
import { bareDotIn, looseEndsOf } from './regexp-ends';

/** Whose hosts an open end lets in. */
const stranger = 'evil.example';

const hosts: ReadonlySet<string> = new Set(['HostRegexp', 'HostSNIRegexp']);

/** Regular expressions that take more than they show. Those for hosts let strangers in; for paths it may be meant. */
export const looseRegexp = matcherCheck((matcher) => {
  const { name, args } = matcher;
  if (!name.endsWith('Regexp') || name.startsWith('Query')) return undefined;
  const pattern = args.at(-1) ?? '';
  // A template of v2 is told as such.
  if (translation({ matchers: [{ matcher, negated: false }] }) !== undefined) return undefined;
  if (takes(pattern, stranger) || takes(pattern, '')) return undefined;
  const written = formatRule(matcher);
  const { start, end } = looseEndsOf(pattern);
  const isOpen = hosts.has(name) ? start || end : start && pattern.startsWith('/');
  if (isOpen) return openEnds(matcher, written, { start, end });
  if (!hosts.has(name) || !bareDotIn(pattern)) return undefined;
  return {
    rule: 'loose-regexp',
    severity: 'info',
    message: `A dot in ${written} stands for any character.`,
    fix: 'Write \\. for a dot.',
  };
});

function openEnds(
  { name }: MatcherNode,
  written: string,
  { start, end }: { readonly start: boolean; readonly end: boolean },
) {
  const where = start && end ? 'at neither end' : start ? 'at its end only' : 'at its begin only';
  return {
    rule: 'loose-regexp',
    ...(!hosts.has(name) && { severity: 'info' as const }),
    message: `${written} is anchored ${where}.`,
    fix: `Put ${start && end ? '^ before and $ behind it' : start ? '^ before it' : '$ behind it'}.`,
  } as const;
}

function takes(pattern: string, text: string): boolean {
  try {
    return compileRegexp(toBytes(pattern)).test(toBytes(text));
  } catch {
    return false;
  }
}
