import { type Excepted, reviewPolicies } from '../../check/policy';
import { trafficIfAny } from '../../project/source';
import { type Problem, ProblemError, hasErrors } from '../../core/finding';
import { oneOf, parseArguments } from '../arguments';
import type { Command, Surroundings } from '../command';
import { type SetAside, findingsFormats, findingsSummary, findingsText } from '../findings-output';
import { type InputValues, readReading } from '../inputs';
import { type PolicyValues, givenPolicies, policyOptions, profileIn, withHeld } from './options';

/** What policies say of the objects that the options name. */
export interface PolicyVerdict {
  readonly findings: readonly Problem[];
  readonly excepted: readonly SetAside[];
}

export const checkPolicies: Command['run'] = (args, surroundings) => {
  const { values } = parseArguments({
    args,
    options: { ...policyOptions, output: { type: 'string', short: 'o', default: 'text' } },
  });
  const format = oneOf('--output', values.output, findingsFormats);
  const { findings, excepted } = verdictOf(values, surroundings);
  surroundings.out(findingsText({ command: 'policy check', findings, excepted }, format, surroundings));
  surroundings.err(`${findingsSummary(findings, [[excepted.length, 'exception']])}\n`);
  return hasErrors(findings) ? 1 : 0;
};

function verdictOf(
  values: PolicyValues & Omit<InputValues, 'profile'>,
  surroundings: Surroundings,
): PolicyVerdict {
  try {
    const profile = profileIn(values);
    const given = givenPolicies(values);
    const { profile: _, ...input } = values;
    const reading = readReading(input, surroundings);
    const { own, exceptions } = withHeld(given, reading);
    surroundings.progress?.(`holding ${reading.objects.length} objects against policies`);
    const { findings, excepted } = reviewPolicies(reading.objects, {
      profile,
      own,
      exceptions,
      existing: reading.facts.existing ?? [],
      traffic: () => trafficIfAny(reading),
    });
    surroundings.err(`note: held against the policies for ${profile}\n`);
    return {
      findings: [...findings, ...given.problems],
      excepted: exceptedBy(excepted),
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { findings: error.problems, excepted: [] };
  }
}

/** What exceptions let through, with who answers for it and until when. */
export function exceptedBy(excepted: readonly Excepted[]): readonly SetAside[] {
  return excepted.map(({ problem, by: { reason, owner, until } }) => ({
    problem,
    reason: `${reason} (${owner}, until ${until})`,
  }));
}
