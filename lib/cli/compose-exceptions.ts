import { annotationPrefix } from '../check/lint';
import { type Problem, type RuleId, ruleOf } from '../core/finding';
import type { PlacedValue, TrafficProof } from '../tools/compose';

/** A fault of a route that its project has under Compose as well. */
export interface KnownFault {
  readonly problem: Problem;
  /** The number of its rule. */
  readonly code: string;
  /** What the environment says of it: that it is meant, and why. */
  readonly exception: PlacedValue;
}

const reason =
  'it is so under Compose too, where all traffic is the same, and was accepted when the project was made';

/**
 * The errors that checks have against routes, where traffic is the same as under Compose: what is wrong there was so
 * before, and is no fault of what was made.
 */
export function knownFaults(
  problems: readonly Problem[],
  proofs: ReadonlyMap<string, TrafficProof>,
): readonly KnownFault[] {
  const known = problems.flatMap((problem): readonly KnownFault[] => {
    const { severity, rule, construct = '' } = problem;
    const [environment = '', home, protocol = '', name, ...rest] = construct.split('/');
    if (severity !== 'error' || home !== 'traefik-routes' || name === undefined || rest.length > 0) return [];
    if (proofs.get(environment)?.diff.verdict !== 'same') return [];
    const { code } = ruleOf(rule);
    const to = ['routes', protocol, name, 'annotations', `${annotationPrefix}${code}`];
    return [{ problem, code, exception: { to, value: reason } }];
  });
  return known;
}

/** What the environments say of those faults that are accepted. */
export function exceptionsOf(
  faults: readonly KnownFault[],
  accepted: ReadonlySet<RuleId>,
): readonly PlacedValue[] {
  return faults.flatMap(({ problem, exception }) => (accepted.has(problem.rule) ? [exception] : []));
}
