import { isSecretVariable } from '../../../core/kubernetes';
import type { ComposeService } from '../../../project/compose';
import type { Question } from '../decisions';
import type { PlacedValue } from '../outcome';
import type { ServiceSource, Workload } from '../source';
import { type SecretPart, type Segment, secretParts, segmentsOf, variableName } from '../secret-parts';
import { creating } from './kubectl';

/** A password within an address or a connection string: `postgres://user:password@host`, `https://key@host`, `password=x`. */
const credentials =
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@|^https?:\/\/[^\s/@]+@|(?:^|[\s;?&])(?:password|pwd)=[^\s$]/i;

/** Whether the value of a variable looks secret. */
function looksSecret(name: string, value: string): boolean {
  return isSecretVariable(name, value) || credentials.test(value);
}

/** Whether somebody says of a variable of a service that it is a secret, or none; undefined where nobody does. */
export function saidSecret({ decided, workload }: ServiceSource, name: string): boolean | undefined {
  const said = decided('secret', subjectOf(workload, name));
  return said === undefined ? undefined : said === 'yes';
}

function subjectOf({ compose }: Workload, name: string): string {
  return `${compose}.${name}`;
}

/** Whether the value of a variable of a service is a secret: somebody says so, or it looks like one. */
export function isSecretValue(source: ServiceSource, name: string, value: string): boolean {
  return saidSecret(source, name) ?? looksSecret(name, value);
}

/** What somebody is asked of a variable that looks secret, or of which somebody said something. */
export function secretQuestion(source: ServiceSource, name: string, value: string): Question | undefined {
  const looks = looksSecret(name, value);
  if (!looks && saidSecret(source, name) === undefined) return undefined;
  return { kind: 'secret', subject: subjectOf(source.workload, name), usual: looks ? 'yes' : 'no' };
}

const option = /^--?[\w.-]*(?:password|passwd|secret|token|requirepass|masterauth|api-?key)$/i;

/** The words of a command, each cut at what looks secret in it. */
export type Words = readonly (readonly Segment[])[];

/** A command with the variables that what looks secret in it comes from: `--password=x`, `--requirepass x`, `sh -c 'TOKEN=x …'`. */
export function secretWords(words: readonly string[], prefix: 'ARG' | 'CHECK' | 'HOOK'): Words {
  const names = new Map<string, string>();
  const nameOf = (name: string, value: string): string => {
    const known = names.get(`${name}=${value}`);
    if (known !== undefined) return known;
    const wanted = `${prefix}_${name}`;
    const taken = new Set(names.values());
    let free = wanted;
    for (let number = 2; taken.has(free); number++) free = `${wanted}_${number}`;
    names.set(`${name}=${value}`, free);
    return free;
  };
  // Options and their values may be words of their own.
  const all = secretParts(words.join('\n'));
  let start = 0;
  return words.map((word, index) => {
    const end = start + word.length;
    const parts = all
      .filter((part) => part.start >= start && part.end <= end)
      .map((part) => ({ ...part, start: part.start - start, end: part.end - start }));
    start = end + 1;
    return segmentsOf(word, wholeValue(word, words[index - 1] ?? '') ?? parts).map((segment) =>
      typeof segment === 'string' ? segment : { ...segment, name: nameOf(segment.name, segment.value) },
    );
  });
}

type Hook = NonNullable<ComposeService['pre_stop']>[number];

/** The words of each hook, with its own variables, which `env` gives it; names are those of all hooks together. */
export function hookWords({ post_start: started = [], pre_stop: stopped = [] }: ComposeService): {
  readonly started: readonly Words[];
  readonly stopped: readonly Words[];
} {
  const written = [...started, ...stopped].map(wordsOf);
  const cut = secretWords(written.flat(), 'HOOK');
  let from = 0;
  const all = written.map(({ length }) => cut.slice(from, (from += length)));
  return { started: all.slice(0, started.length), stopped: all.slice(started.length) };
}

function wordsOf({ command, environment = {} }: Hook): readonly string[] {
  const given = Object.entries(environment).map(([name, value]) => `${name}=${value ?? ''}`);
  return [...(given.length > 0 ? ['env', ...given] : []), ...(command ?? [])];
}

/** A word behind an option is its value as a whole, with its spaces. */
function wholeValue(word: string, before: string): readonly SecretPart[] | undefined {
  const isValue = option.test(before) && /^[^-/$]/.test(word) && !/^(?:true|false|\d+)$/.test(word);
  return isValue ? [{ start: 0, end: word.length, name: variableName(before) }] : undefined;
}

/** The variables of a command. */
export function variablesOf(words: Words): readonly string[] {
  const all = words.flat().flatMap((segment) => (typeof segment === 'string' ? [] : [segment.name]));
  return [...new Set(all)];
}

/** The Secret of a service, the command that makes it, and that it has to exist. */
export function secretOf(source: ServiceSource): {
  readonly secret: string;
  readonly fix: string;
  readonly existing: PlacedValue;
} {
  const { workload, namespace } = source;
  const secret = nameOf(workload);
  const keys = secretKeys(source);
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

/** Keys of the Secret that a service's variables, arguments and healthcheck come from. */
function secretKeys(source: ServiceSource): readonly string[] {
  const { spec } = source;
  const { environment, entrypoint, command, healthcheck } = spec;
  const { started, stopped } = hookWords(spec);
  const variables = Object.entries(environment ?? {}).flatMap(([name, value]) =>
    value !== null && isSecretValue(source, name, value) ? [name] : [],
  );
  const words = [
    ...secretWords(entrypoint ?? [], 'ARG'),
    ...secretWords(command ?? [], 'ARG'),
    ...secretWords(healthcheck?.test ?? [], 'CHECK'),
    ...[...started, ...stopped].flat(),
  ];
  return [...new Set([...variables, ...variablesOf(words)])];
}
