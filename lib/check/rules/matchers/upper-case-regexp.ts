import { extentOf } from '../../../traefik/model';
import { formatRule } from '../../../traefik/rule';
import { matcherCheck } from '../route-rules';

/** Expressions for hosts that match nothing, because hosts are compared in lower case. */
export const upperCaseRegexp = matcherCheck((matcher) => {
  const { name, args } = matcher;
  if (name !== 'HostRegexp' && name !== 'HostSNIRegexp') return undefined;
  if (!/[A-Z]/.test((args[0] ?? '').replaceAll(/\\[^]/g, ''))) return undefined;
  if (extentOf(matcher) !== 'none') return undefined;
  return {
    rule: 'upper-case-regexp',
    message: `${formatRule(matcher)} has upper-case letters, and hosts are compared in lower case.`,
  };
});
