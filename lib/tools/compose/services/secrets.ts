import { isSecretVariable } from '../../../constructs/workload';
import type { ComposeService } from '../../../project/compose';
import type { PlacedValue } from '../outcome';
import type { ServiceSource, Workload } from '../source';
import { creating } from './kubectl';

/** A password within an address or a connection string: `postgres://user:password@host`, `https://key@host`, `password=x`. */
const credentials =
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@|^https?:\/\/[^\s/@]+@|(?:^|[\s;?&])(?:password|pwd)=[^\s$]/i;

/** Whether the value of a variable looks secret. */
export function isSecretValue(name: string, value: string): boolean {
  return isSecretVariable(name, value) || credentials.test(value);
}

const option = /^--?[\w.-]*(?:password|passwd|secret|token|requirepass|masterauth|api-?key)$/i;

/** An argument whose value looks secret, which the program gets from a variable. */
export interface SecretArgument {
  readonly index: number;
  /** What stands before the value: `--password=`. */
  readonly before: string;
  readonly variable: string;
}

/** Arguments such as `--password=x`, and those behind `--requirepass`. */
export function secretArguments(words: readonly string[]): readonly SecretArgument[] {
  return words.flatMap((word, index): SecretArgument[] => {
    const equals = word.indexOf('=');
    const [name, value, before] =
      equals > 0
        ? [word.slice(0, equals), word.slice(equals + 1), word.slice(0, equals + 1)]
        : [words[index - 1] ?? '', word, ''];
    if (!option.test(name) || !/^[^-/$]/.test(value) || /^(?:true|false|\d+)$/.test(value)) return [];
    const variable = `ARG_${name
      .replace(/^-+/, '')
      .replaceAll(/[^A-Za-z0-9]/g, '_')
      .toUpperCase()}`;
    return [{ index, before, variable }];
  });
}

/** The Secret of a service, the command that makes it, and that it has to exist. */
export function secretOf({ workload, namespace }: ServiceSource): {
  readonly secret: string;
  readonly fix: string;
  readonly existing: PlacedValue;
} {
  const secret = nameOf(workload);
  const keys = secretKeys(workload.spec);
  return {
    secret,
    fix: creating('secret generic', secret, namespace, ...keys.map((key) => `--from-literal=${key}=…`)),
    existing: { to: ['existing', 'secrets', secret], value: { keys } },
  };
}

/** A variable from that Secret. */
export function fromSecret(workload: Workload, key: string): object {
  return { valueFrom: { secretKeyRef: { name: nameOf(workload), key } } };
}

function nameOf({ name }: Workload): string {
  return `${name}-env`;
}

/** Keys of the Secret that a service's variables and arguments come from. */
function secretKeys({ environment, entrypoint, command }: ComposeService): readonly string[] {
  const variables = Object.entries(environment ?? {}).flatMap(([name, value]) =>
    value !== null && isSecretValue(name, value) ? [name] : [],
  );
  const words = [...secretArguments(entrypoint ?? []), ...secretArguments(command ?? [])];
  return [...new Set([...variables, ...words.map(({ variable }) => variable)])];
}
