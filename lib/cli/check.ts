import { claimProblems, proveClaims } from '../check/claims';
import { type Problem, ProblemError, hasErrors } from '../core/finding';
import { clusterOf, everyEnvironment, trafficOf } from '../project/source';
import { review } from '../check/lint';
import { oneOf, parseArguments } from './arguments';
import type { Command, Surroundings } from './command';
import { type Found, type SetAside, findingsFormats, findingsSummary, findingsText } from './findings-output';
import { type InputValues, inputHelp, readReading, withEnvironments } from './inputs';
import { givenSuppressions, suppressionOptions } from './suppressions';
import { policyVerdict } from './policy/check';
import { type PolicyValues, givenPolicies, policyHelp, policyOptions, profileIn } from './policy/options';

export const command: Command = {
  usage:
    '[-f PATH… | --env NAME] [--environments DIR] [--profile dev|staging|prod] [--policies DIR]… [-o FORMAT]',
  help: [
    '  Without -f, --env and --compose, all environments of the repository are checked.',
    '',
    inputHelp,
    policyHelp,
    '  --disable, --config  as `lint` has them',
    '  -o, --output         text, json, yaml, sarif, junit, github, gitlab or markdown (default: text)',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: {
        ...policyOptions,
        ...suppressionOptions,
        output: { type: 'string', short: 'o', default: 'text' },
      },
    });
    const format = oneOf('--output', values.output, findingsFormats);
    const found = checkedAll(values, surroundings);
    surroundings.out(findingsText({ command: 'check', ...found }, format, surroundings));
    surroundings.err(`${findingsSummary(found.findings, [[found.excepted?.length ?? 0, 'exception']])}\n`);
    return hasErrors(found.findings) ? 1 : 0;
  },
};

type Values = PolicyValues &
  Omit<InputValues, 'profile'> & { readonly disable?: readonly string[]; readonly config?: string };

/** The same of all environments of the repository, each finding once, where none and nothing else is named. */
function checkedAll(values: Values, surroundings: Surroundings): Omit<Found, 'command'> {
  const { filename = [], env = [], compose = [] } = values;
  if (filename.length + env.length + compose.length > 0) return checked(values, surroundings);
  try {
    const { names, surroundings: shared } = everyEnvironment(withEnvironments(values, surroundings));
    const all = names.map((name) => checked({ ...values, env: [name] }, shared));
    const findings = all.flatMap((found) => found.findings);
    return {
      // An exception is of no use only where no environment has any for it.
      findings: inOrder(
        onceEach(
          findings.filter(
            (finding) =>
              finding.rule !== 'idle-exception' || all.every((found) => found.findings.some(sameAs(finding))),
          ),
        ),
      ),
      suppressed: onceEach(all.flatMap(({ suppressed = [] }) => suppressed)),
      excepted: onceEach(all.flatMap(({ excepted = [] }) => excepted)),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { findings: error.problems, excepted: [] };
  }
}

function onceEach<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function sameAs(one: Problem): (other: Problem) => boolean {
  const text = JSON.stringify(one);
  return (other) => JSON.stringify(other) === text;
}

/**
 * Everything that is known to be wrong: what the linter, the policies and the claims have to say, and for an environment
 * what its own synth says, its gates included.
 */
function checked(values: Values, surroundings: Surroundings): Omit<Found, 'command'> {
  try {
    const profile = profileIn(values);
    const given = givenPolicies(values);
    const suppressions = givenSuppressions(values);
    const { profile: _, ...input } = values;
    const reading = readReading(input, surroundings);
    const told = reading.problems.filter(({ rule }) => rule !== 'no-api-object');
    surroundings.progress?.(`checking ${reading.objects.length} objects`);
    const linted = review(reading.objects, clusterOf(reading), { told, suppressions });
    const { findings, excepted } = policyVerdict(reading, given, profile);
    const { claims = [] } = reading.facts;
    // A program proves its claims itself when it is run.
    const isProven = claims.length === 0 || reading.environment !== undefined;
    const proven: readonly Problem[] = isProven
      ? []
      : claimProblems(proveClaims(trafficOf(reading), claims, { otherTraffic: () => otherSet }));
    surroundings.err(`note: held against the policies for ${profile}\n`);
    return {
      findings: inOrder([...linted.findings, ...proven, ...findings]),
      suppressed: linted.suppressed.map(({ problem, by: { reason } }): SetAside => ({ problem, reason })),
      excepted,
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { findings: error.problems, excepted: [] };
  }
}

const otherSet = { message: 'A claim about two sets is proven by `prove` alone.' };

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) =>
    problems.filter((problem) => problem.severity === severity),
  );
}
