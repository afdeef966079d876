import { join } from 'node:path';
import { emittedPolicies, gatekeeperPolicies, kyvernoPolicies, namespacesOf } from '../../check/policy';
import { ProblemError } from '../../core/finding';
import type { ApiObjectData, PlacedObject } from '../../core/manifest';
import { makeFolder, writeText } from '../../core/file';
import { stringifyYaml } from '../../core/yaml';
import { oneOf, parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { readReading } from '../inputs';
import { givenPolicies, policyOptions, profileIn, withHeld } from './options';

/** The file that is written. */
const fileName = 'policies.k8s.yaml';

/** Who is to ask the policies. */
const targets = ['kubernetes', 'gatekeeper', 'kyverno'] as const;

/**
 * Policies in the words of who is to ask them.
 *
 * @throws ProblemError with each that cannot be said in them
 */
function saidTo(
  target: (typeof targets)[number],
  manifests: readonly PlacedObject[],
): readonly ApiObjectData[] {
  if (target === 'kubernetes') return manifests.map(({ object }) => object);
  const translate = target === 'gatekeeper' ? gatekeeperPolicies : kyvernoPolicies;
  const { objects, problems } = translate(manifests);
  if (problems.length > 0) throw new ProblemError(problems);
  return objects;
}

export const emitPolicies: Command['run'] = (args, surroundings) => {
  const { values } = parseArguments({
    args,
    options: {
      ...policyOptions,
      namespace: { type: 'string', multiple: true },
      environment: { type: 'string' },
      for: { type: 'string', default: 'kubernetes' },
      output: { type: 'string' },
    },
  });
  const target = oneOf('--for', values.for, targets);
  const { profile: _, ...input } = values;
  const isAsked = (values.env ?? values.filename ?? []).length > 0;
  const reading = isAsked ? readReading(input, surroundings) : undefined;
  const namespaces = values.namespace
    ? [...new Set(values.namespace)].toSorted()
    : namespacesOf(reading?.objects ?? []);
  if (namespaces.length === 0)
    throw new UsageError(
      'name the namespaces that they hold in with --namespace, or their objects with --env or -f',
    );
  const profile = profileIn(values);
  const given = givenPolicies(values);
  const { exceptions, manifests } = reading ? withHeld(given, reading) : given;
  const emitted = emittedPolicies({
    environment: values.environment ?? values.env?.[0] ?? profile,
    profile,
    namespaces,
    exceptions,
    today: new Date().toISOString().slice(0, 10),
  });
  const all = [...emitted.map((object) => ({ object, locate: () => undefined })), ...manifests];
  const text = stringifyYaml([...saidTo(target, all)]);
  if (values.output === undefined) surroundings.out(text);
  else {
    makeFolder(values.output);
    const file = join(values.output, fileName);
    writeText(file, text);
    surroundings.err(`${file}: ${emitted.length / 2} policies for ${profile}.\n`);
  }
  return 0;
};
