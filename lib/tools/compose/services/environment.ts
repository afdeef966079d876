import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import type { KeyMapping } from './key';
import { unexpanded } from './program';
import { fromSecret, isSecretValue, saidSecret, secretOf, secretQuestion } from './secrets';

export const environmentKeys = {
  environment: {
    becomes: '`env`; what looks secret comes from a Secret',
    codes: ['CM003', 'CM004', 'CM005', 'CM020', 'CM021'],
    map: environment,
  },
  env_file: {
    becomes: '`env`, as Compose lays files and `environment` over one another',
    codes: ['CM004', 'CM020', 'CM021'],
    map: envFile,
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** Variables of the files are those that the service itself does not say. */
function* variables(source: ServiceSource, isOwn: (name: string) => boolean): Iterable<Outcome> {
  const { spec, at, project } = source;
  const file = project.locate(at('env_file', Math.max(0, (spec.env_file ?? []).length - 1)));
  for (const [name, value] of Object.entries(spec.environment ?? {})) {
    if (!isOwn(name)) continue;
    const outcome = variable(source, name, value);
    const asks = value === null ? undefined : secretQuestion(source, name, value);
    yield {
      ...outcome,
      ...(asks && outcome.value !== undefined && { asks }),
      ...(!isOwnVariable(source, name) && { location: file }),
    };
  }
}

function variable(source: ServiceSource, name: string, value: string | null): Outcome {
  const { at, to, inCluster } = source;
  const path = at('environment', name);
  if (value === null) {
    return lost('CM003', path, { message: `${name} takes its value from the shell, where it is not set.` });
  }
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
    return lost('CM004', path, { message: `Kubernetes has no variable named ${JSON.stringify(name)}.` });
  }
  if (isSecretValue(source, name, value)) return secretVariable(source, name);
  if (source.isBare(path) && !/[${}]/.test(value)) {
    return changed('CM005', path, {
      to: to('env', name),
      value: `\${env:${name}:-${value}}`,
      isTemplate: true,
      message: `${name} takes its value from the shell: from that of the synth, else what it was here and now.`,
    });
  }
  const written = hostIn(name, value, inCluster);
  if (written === value) return carried(path, to('env', name), unexpanded(written));
  return changed('CM021', path, {
    to: to('env', name),
    value: unexpanded(written),
    message: `${name} names a service by a name that Kubernetes cannot have; it says ${written} now.`,
  });
}

/** A variable whose value is a key of a Secret, which the pods of the service share. */
function secretVariable(source: ServiceSource, name: string): Outcome {
  const { at, to, workload } = source;
  const isSaid = saidSecret(source, name) === true;
  const { secret, fix, existing } = secretOf(source);
  return changed('CM020', at('environment', name), {
    message: `${name} ${isSaid ? 'is a secret' : 'looks secret'}: it comes from the key ${name} of the Secret ${secret}, and its value is written nowhere.`,
    fix,
    to: to('env', name),
    value: fromSecret(workload, name),
    also: [existing],
  });
}

const hostName = /(?:^|_)(?:HOST|HOSTNAME|ADDR|ADDRESS|SERVERS?|ENDPOINTS?|BROKERS?|NODES?|URLS?|URI)$/i;

/** A value that is a name alone is taken for that of a host only where the variable says so. */
function hostIn(name: string, value: string, inCluster: ServiceSource['inCluster']): string {
  return hostName.test(name) ? inCluster(`//${value}`).slice(2) : inCluster(value);
}

function isOwnVariable({ isWritten, workload }: ServiceSource, name: string): boolean {
  return isWritten(['services', workload.compose, 'environment', name]);
}

function environment(source: ServiceSource): Iterable<Outcome> {
  return variables(source, (name) => isOwnVariable(source, name));
}

function* envFile(source: ServiceSource): Iterable<Outcome> {
  for (const index of (source.spec.env_file ?? []).keys())
    yield carried(source.at('env_file', index), source.to('env'));
  yield* variables(source, (name) => !isOwnVariable(source, name));
}
