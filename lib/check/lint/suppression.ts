import type { Place, Problem, RuleId } from '../../core/finding';

/** That findings are not wanted, and why. */
export interface Suppression {
  /** The rules that are called so: a number may be that of several. */
  readonly rules: readonly RuleId[];
  /** How the rules are called where it is written. */
  readonly called: string;
  /** Kind of the objects. @default any */
  readonly kind?: string;
  /** Namespace of the objects. @default any */
  readonly namespace?: string;
  /** Name of the objects. @default any */
  readonly name?: string;
  readonly reason: string;
  /** Where it is written; absent for what the command line says. */
  readonly place?: Place;
  /** Whether it stands in the object itself. */
  readonly isInObject?: boolean;
}

/** A finding that is not wanted. */
export interface Suppressed {
  readonly problem: Problem;
  readonly by: Suppression;
}

export interface Sifted {
  readonly kept: readonly Problem[];
  readonly suppressed: readonly Suppressed[];
  /** Those that switched nothing off. */
  readonly unused: readonly Suppression[];
}

/** Parts findings that are wanted from those that are not. */
export function sift(problems: readonly Problem[], suppressions: readonly Suppression[]): Sifted {
  const used = new Set<Suppression>();
  const kept: Problem[] = [];
  const suppressed: Suppressed[] = [];
  for (const problem of problems) {
    const by = suppressions.find((suppression) => fits(suppression, problem));
    if (!by) kept.push(problem);
    else {
      used.add(by);
      suppressed.push({ problem, by });
    }
  }
  return { kept, suppressed, unused: suppressions.filter((suppression) => !used.has(suppression)) };
}

/** Whether it is about any object that has a part in it: what two routes do together, either of them may mean. */
function fits(
  { rules, kind, namespace, name }: Suppression,
  { rule, object, related = [] }: Problem,
): boolean {
  if (!rules.includes(rule)) return false;
  return [object, ...related.map((other) => other.object)].some(
    (part) =>
      isAsked(kind, part?.kind) &&
      isAsked(namespace, part && (part.namespace ?? 'default')) &&
      isAsked(name, part?.name),
  );
}

function isAsked(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

/** That a suppression switches nothing off, where it is written in a file. */
export function unusedProblems(unused: readonly Suppression[]): readonly Problem[] {
  return unused.flatMap(({ called, place }): Problem[] =>
    place === undefined
      ? []
      : [
          {
            ...place,
            rule: 'unused-suppression',
            severity: 'info',
            message: `There is no finding of ${called} here.`,
          },
        ],
  );
}
