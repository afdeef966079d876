import { join } from 'node:path';
import { emittedPolicies, namespacesOf } from '../../check/policy';
import { makeFolder, writeText } from '../../core/file';
import { stringifyYaml } from '../../core/yaml';
import { parseArguments } from '../arguments';
import { type Command, UsageError } from '../command';
import { readReading } from '../inputs';
import { givenPolicies, policyOptions, profileIn } from './options';

/** The file that is written. */
const fileName = 'policies.k8s.yaml';

export const emitPolicies: Command['run'] = (args, surroundings) => {
  const { values } = parseArguments({
    args,
    options: {
      ...policyOptions,
      namespace: { type: 'string', multiple: true },
      environment: { type: 'string' },
      output: { type: 'string' },
    },
  });
  const { profile: _, ...input } = values;
  const isAsked = (values.env ?? values.filename ?? []).length > 0;
  const objects = isAsked ? readReading(input, surroundings).objects : [];
  const namespaces = values.namespace ? [...new Set(values.namespace)].toSorted() : namespacesOf(objects);
  if (namespaces.length === 0)
    throw new UsageError(
      'name the namespaces that they hold in with --namespace, or their objects with --env or -f',
    );
  const profile = profileIn(values);
  const { exceptions, manifests } = givenPolicies(values);
  const emitted = emittedPolicies({
    environment: values.environment ?? values.env?.[0] ?? profile,
    profile,
    namespaces,
    exceptions,
    today: new Date().toISOString().slice(0, 10),
  });
  const text = stringifyYaml([...emitted, ...manifests.map(({ object }) => object)]);
  if (values.output === undefined) surroundings.out(text);
  else {
    makeFolder(values.output);
    const file = join(values.output, fileName);
    writeText(file, text);
    surroundings.err(`${file}: ${emitted.length / 2} policies for ${profile}.\n`);
  }
  return 0;
};
