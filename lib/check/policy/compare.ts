import { type RuleId, type Severity, ruleOf } from '../../core/finding';
import { type PlacedObject, formatIdentity } from '../../core/manifest';
import { type Admission, admissionOf } from './admission';
import { catalogue } from './catalogue';
import { type CrossOptions, crossSeverities } from './cross';
import { type Excepted, type Exception, type PolicyProblem, applyExceptions } from './exceptions';
import type { ActivePolicy } from './policies';
import type { Profile, Severities } from './profile';
import { policyProblems } from './review';

/** One place in which policies may hold: an environment, with what is known of it. */
export interface PolicyPlace extends CrossOptions {
  readonly name: string;
  readonly profile: Profile;
  readonly objects: readonly PlacedObject[];
  /** The organisation's own policies that hold there: those of all places, and those that its program holds. */
  readonly own: readonly ActivePolicy[];
  /** What its cluster has, policies and bindings among it. @default not looked at */
  readonly cluster?: readonly PlacedObject[];
}

/** Whether a policy holds in a place. */
export interface Holding {
  /**
   * `holds`: nothing breaks it. `excepted`: nothing but what exceptions let through. `broken`: objects break it. `off`: it
   * weighs nothing there.
   */
  readonly state: 'holds' | 'excepted' | 'broken' | 'off';
  /** How much it weighs; null where it is off. */
  readonly severity: Severity | null;
  /** Objects that break it. */
  readonly broken: readonly string[];
  /** Objects that exceptions let through. */
  readonly excepted: readonly string[];
  /** Whether the cluster asks it at admission; left out where the cluster was not looked at. */
  readonly admission?: Admission;
  /** Why it does not hold, or not here as elsewhere; null where there is nothing to say. */
  readonly why: string | null;
}

/** A policy, and how it is with it in each place. */
export interface ComparedPolicy {
  /** Null for an organisation's own. */
  readonly code: string | null;
  readonly name: string;
  readonly places: Readonly<Record<string, Holding>>;
}

export interface CompareOptions {
  readonly exceptions: readonly Exception[];
  /** The day on which exceptions end or not. */
  readonly today: string;
}

/** Tells of every policy where it holds, and why not. */
export function comparePolicies(
  places: readonly PolicyPlace[],
  options: CompareOptions,
): readonly ComparedPolicy[] {
  const seen = places.map((place) => seenIn(place, options));
  const known: readonly (readonly [RuleId, Severities])[] = [
    ...catalogue.map(({ rule, severities }) => [rule, severities] as const),
    ...crossRules(),
  ];
  const ofCatalogue = known.map(([rule, severities]): ComparedPolicy => ({
    code: ruleOf(rule).code,
    name: rule,
    places: placesOf(seen, ({ place }) => severities[place.profile], rule, rule),
  }));
  const names = new Set(places.flatMap(({ own }) => own.map(({ name }) => name)));
  const ofOwn = [...names].map((name): ComparedPolicy => ({
    code: null,
    name,
    places: placesOf(seen, ({ place }) => worstOf(place, name), name),
  }));
  return [...ofCatalogue, ...ofOwn];
}

/** How much an organisation's own policy weighs where its bindings ask the most of it. */
function worstOf({ own }: PolicyPlace, policy: string): Severity | 'off' {
  const uses = own.filter(({ name }) => name === policy).flatMap((each) => each.uses);
  const worst = (['error', 'warning', 'info'] as const).find((severity) =>
    uses.some((use) => use.severity === severity),
  );
  return worst ?? 'off';
}

function crossRules(): readonly (readonly [RuleId, Severities])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are ids
  return Object.entries(crossSeverities) as [RuleId, Severities][];
}

interface Seen {
  readonly place: PolicyPlace;
  readonly broken: ReadonlyMap<string, readonly PolicyProblem[]>;
  readonly excepted: ReadonlyMap<string, readonly Excepted[]>;
  readonly admission: (rule: RuleId) => Admission | undefined;
}

function seenIn(place: PolicyPlace, { exceptions, today }: CompareOptions): Seen {
  const problems = policyProblems(place.objects, place.profile, place.own, place);
  const { excepted } = applyExceptions(problems, exceptions, today);
  const through = new Map(excepted.map((each) => [each.problem, each]));
  const broken = new Map<string, PolicyProblem[]>();
  const letThrough = new Map<string, Excepted[]>();
  for (const each of problems) {
    const by = through.get(each.problem);
    if (by) letThrough.set(each.policy, [...(letThrough.get(each.policy) ?? []), by]);
    else broken.set(each.policy, [...(broken.get(each.policy) ?? []), each]);
  }
  return { place, broken, excepted: letThrough, admission: admissionOf(place, { exceptions, today }) };
}

function placesOf(
  seen: readonly Seen[],
  severityOf: (seen: Seen) => Severity | 'off',
  policy: string,
  rule?: RuleId,
): ComparedPolicy['places'] {
  return Object.fromEntries(
    seen.map((each) => [each.place.name, holdingOf(each, severityOf(each), policy, rule)]),
  );
}

function holdingOf(
  { place, broken, excepted, admission }: Seen,
  severity: Severity | 'off',
  policy: string,
  rule: RuleId | undefined,
): Holding {
  if (severity === 'off') {
    const why =
      rule === undefined
        ? `${place.name} does not hold it.`
        : `It weighs nothing in an environment of the kind ${place.profile}.`;
    return { state: 'off', severity: null, broken: [], excepted: [], why };
  }
  const wrong = (broken.get(policy) ?? []).map(({ problem }) => named(problem));
  const through = excepted.get(policy) ?? [];
  const admitted = rule === undefined ? undefined : admission(rule);
  const reasons = [
    ...(wrong.length > 0 ? [`Broken by ${listed(wrong)}.`] : []),
    ...through.map(
      ({ problem, by: { reason, owner, until } }) =>
        `An exception for ${named(problem)} until ${until}: ${reason} (${owner}).`,
    ),
    ...(admitted && admitted.state !== 'same' ? [admitted.why] : []),
  ];
  return {
    state: wrong.length > 0 ? 'broken' : through.length > 0 ? 'excepted' : 'holds',
    severity,
    broken: wrong,
    excepted: through.map(({ problem }) => named(problem)),
    ...(admitted && { admission: admitted }),
    why: reasons.length === 0 ? null : reasons.join(' '),
  };
}

function named({ object }: PolicyProblem['problem']): string {
  return object ? formatIdentity(object) : 'an object';
}

/** A few names, and how many more there are. */
function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
