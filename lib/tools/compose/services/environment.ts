import { isSecretVariable } from '../../../constructs/workload';
import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import type { KeyMapping } from './key';
import { creating } from './kubectl';
import { unexpanded } from './program';

export const environmentKeys = {
  environment: {
    becomes: '`env`; what looks secret comes from a Secret',
    codes: ['CM003', 'CM004', 'CM020', 'CM021'],
    map: environment,
  },
  env_file: {
    becomes: '`env`, as Compose lays files and `environment` over one another',
    codes: [],
    map: envFile,
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** A password within an address: `postgres://user:password@host`. */
const credentials = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i;

function isSecret(name: string, value: string): boolean {
  return isSecretVariable(name, value) || credentials.test(value);
}

/** Variables of the files are those that the service itself does not say. */
function* variables(source: ServiceSource, isOwn: (name: string) => boolean): Iterable<Outcome> {
  const { spec, at, to, workload, namespace, inCluster, project } = source;
  const values = Object.entries(spec.environment ?? {});
  const secrets = values.flatMap(([name, value]) => (value !== null && isSecret(name, value) ? [name] : []));
  const secret = `${workload.name}-env`;
  const file = project.locate(at('env_file', Math.max(0, (spec.env_file ?? []).length - 1)));
  for (const [name, value] of values.filter(([each]) => isOwn(each))) {
    const path = at('environment', name);
    const place = isOwnVariable(source, name) ? {} : { location: file };
    if (value === null) {
      yield lost('CM003', path, {
        ...place,
        message: `${name} takes its value from the shell, where it is not set.`,
      });
    } else if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      yield lost('CM004', path, {
        ...place,
        message: `Kubernetes has no variable named ${JSON.stringify(name)}.`,
      });
    } else if (secrets.includes(name)) {
      yield changed('CM020', path, {
        ...place,
        message: `${name} looks secret: it comes from the key ${name} of the Secret ${secret}, and its value is written nowhere.`,
        fix: creating(
          'secret generic',
          secret,
          namespace,
          ...secrets.map((each) => `--from-literal=${each}=…`),
        ),
        to: to('env', name),
        value: { valueFrom: { secretKeyRef: { name: secret, key: name } } },
        also: [{ to: ['existing', 'secrets', secret], value: { keys: secrets } }],
      });
    } else {
      const written = hostIn(name, value, inCluster);
      const parts = { ...place, to: to('env', name), value: unexpanded(written) };
      if (written === value) yield carried(path, parts.to, parts.value, place);
      else
        yield changed('CM021', path, {
          ...parts,
          message: `${name} names a service by a name that Kubernetes cannot have; it says ${written} now.`,
        });
    }
  }
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
