import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type ActivePolicy,
  type CrossOptions,
  type Exception,
  type Profile,
  exceptionsName,
  ownPolicies,
  profileOf,
  profiles,
  readExceptions,
  unplaced,
} from '../../check/policy';
import { readText } from '../../core/file';
import { type Problem, ProblemError, hasErrors } from '../../core/finding';
import { type PlacedObject, readObjects } from '../../core/manifest';
import { type Reading, trafficIfAny } from '../../project/source';
import { oneOf } from '../arguments';
import { inputOptions } from '../inputs';

/** Where an organisation's own policies are, unless somebody says so. */
const policiesFolder = 'policies';

/** Options of every command that knows policies. `--profile` is the kind of environment, no profile of Compose. */
export const policyOptions = {
  ...inputOptions,
  profile: { type: 'string' },
  policies: { type: 'string', multiple: true },
  exceptions: { type: 'string' },
} as const;

export const policyHelp = [
  '  --profile P          the kind of environment, which decides how much a policy weighs: dev, staging or prod (default: the',
  '                       name of --env, or of the folder of -f, where it is one of them; else prod)',
  `  --policies DIR       your own policies, as the manifests that a cluster takes; repeatable (default: ${policiesFolder}, where it is)`,
  `  --exceptions FILE    what is let through, why and until when (default: ${exceptionsName}, where there is one)`,
].join('\n');

export interface PolicyValues {
  readonly profile?: string;
  readonly policies?: readonly string[];
  readonly exceptions?: string;
  readonly env?: readonly string[];
  readonly filename?: readonly string[];
}

/** The kind of environment that is meant. */
export function profileIn({ profile, env = [], filename = [] }: PolicyValues): Profile {
  if (profile !== undefined) return oneOf('--profile', profile, profiles);
  const [named] = [...env, ...filename.map((path) => basename(path))];
  return profileOf(named);
}

export interface GivenPolicies {
  readonly own: readonly ActivePolicy[];
  /** The manifests that they were read from. */
  readonly manifests: readonly PlacedObject[];
  readonly exceptions: readonly Exception[];
  /** What is wrong with them, though it stops nothing. */
  readonly problems: readonly Problem[];
}

/**
 * Reads policies and exceptions.
 *
 * @throws ProblemError with everything that is wrong in them
 */
export function givenPolicies({ policies, exceptions }: PolicyValues): GivenPolicies {
  const folders = policies ?? (existsSync(policiesFolder) ? [policiesFolder] : []);
  const { objects, problems } = readObjects(folders, () => '');
  if (hasErrors(problems)) throw new ProblemError(problems);
  const own = ownPolicies(objects);
  if (hasErrors(own.problems)) throw new ProblemError(own.problems);
  const file = exceptions ?? (existsSync(exceptionsName) ? exceptionsName : undefined);
  return {
    own: own.policies,
    problems: own.problems,
    manifests: objects,
    exceptions: file === undefined ? [] : readExceptions(readText(file), file),
  };
}

/** What is known besides of what was read, for what one object alone cannot tell. */
export function crossOf(reading: Reading): CrossOptions {
  return { existing: reading.facts.existing ?? [], traffic: () => trafficIfAny(reading) };
}

/**
 * The same with the policies that the program holds whose objects are looked at.
 *
 * @throws ProblemError with everything that is wrong in them
 */
export function withHeld(given: GivenPolicies, { facts: { policies = [] } }: Reading): GivenPolicies {
  if (policies.length === 0) return given;
  const held = unplaced(policies);
  const own = ownPolicies(held);
  if (hasErrors(own.problems)) throw new ProblemError(own.problems);
  return { ...given, own: [...given.own, ...own.policies], manifests: [...given.manifests, ...held] };
}
