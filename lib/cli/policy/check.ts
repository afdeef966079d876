import { type Excepted, type Profile, reviewPolicies } from '../../check/policy';
import type { Reading } from '../../project/source';
import { type Problem, ProblemError, hasErrors } from '../../core/finding';
import { oneOf, parseArguments } from '../arguments';
import type { Command, Surroundings } from '../command';
import { type SetAside, findingsFormats, findingsSummary, findingsText } from '../findings-output';
import { type InputValues, readReading } from '../inputs';
import {
  type GivenPolicies,
  type PolicyValues,
  crossOf,
  givenPolicies,
  policyOptions,
  profileIn,
  withHeld,
} from './options';

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
    surroundings.progress?.(`holding ${reading.objects.length} objects against policies`);
    const verdict = policyVerdict(reading, given, profile);
    surroundings.err(`note: held against the policies for ${profile}\n`);
    return verdict;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { findings: error.problems, excepted: [] };
  }
}

/** What policies say of what was read: those of the catalogue, those that are given, and those of its program. */
export function policyVerdict(reading: Reading, given: GivenPolicies, profile: Profile): PolicyVerdict {
  const { own, exceptions } = withHeld(given, reading);
  const { findings, excepted } = reviewPolicies(reading.objects, {
    profile,
    own,
    exceptions,
    ...crossOf(reading),
  });
  return { findings: [...findings, ...given.problems], excepted: excepted.map(setAside) };
}

/** What an exception lets through, with who answers for it and until when. */
function setAside({ problem, by: { reason, owner, until } }: Excepted): SetAside {
  return { problem, reason: `${reason} (${owner}, until ${until})` };
}
