import type { ComposeService } from '../../../project/compose';
import { knownImage } from '../../../project/docker';
import { type Outcome, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import type { KeyMapping } from './key';
import { type Words, fromSecret, hookWords, secretOf, variablesOf } from './secrets';
import { byShell, inLine, inQuotes } from './shell';

/** What runs in a container beside its program, and what tells that to end. */
export const hookKeys = {
  post_start: { becomes: '`postStartCommand`', codes: ['CM020', 'CM098'], map: postStart },
  pre_stop: { becomes: '`shutdown.preStopCommand`', codes: ['CM020', 'CM098'], map: preStop },
  stop_signal: {
    becomes: '`shutdown.preStopCommand`, unless it is that of the image or SIGTERM',
    codes: ['CM104'],
    map: stopSignal,
  },
} as const satisfies Readonly<Record<string, KeyMapping>>;

/** A command of Compose's, and the words of it. */
interface Hook {
  readonly said: NonNullable<ComposeService['pre_stop']>[number];
  readonly words: Words;
}

function hooksOf(spec: ComposeService, key: 'post_start' | 'pre_stop'): readonly Hook[] {
  const { started, stopped } = hookWords(spec);
  const words = key === 'post_start' ? started : stopped;
  return (spec[key] ?? []).map((said, index) => ({ said, words: words[index] ?? [] }));
}

function* postStart(source: ServiceSource): Iterable<Outcome> {
  const command = commandOf(hooksOf(source.spec, 'post_start'));
  yield* told(source, 'post_start', source.to('postStartCommand'), command);
}

function* preStop(source: ServiceSource): Iterable<Outcome> {
  yield* told(source, 'pre_stop', source.to('shutdown', 'preStopCommand'), beforeStop(source.spec));
}

function* told(
  source: ServiceSource,
  key: 'post_start' | 'pre_stop',
  to: Outcome['path'],
  value: readonly string[],
): Iterable<Outcome> {
  const { at, workload, spec } = source;
  if (workload.kind === 'job') {
    yield lost('CM098', at(key), { message: `The Job ${workload.name} has no hooks.` });
    return;
  }
  for (const [index, { said, words }] of hooksOf(spec, key).entries()) {
    const path = at(key, index);
    const names = variablesOf(words);
    if (names.length === 0) yield carried(path, to, value);
    else {
      const { secret, fix, existing } = secretOf(source);
      const variables = names.map((name) => ({
        to: source.to('env', name),
        value: fromSecret(workload, name),
      }));
      yield changed('CM020', path, {
        message: `A hook of ${workload.compose} has something that looks secret: it comes from the Secret ${secret}, and its value is written nowhere.`,
        fix,
        to,
        value,
        also: [...variables, existing],
      });
    }
    if (said.user !== undefined && said.user !== spec.user)
      yield lost('CM098', [...path, 'user'], { message: 'The hook runs as the user of the container.' });
    if (said.privileged === true)
      yield lost('CM098', [...path, 'privileged'], { message: 'The hook has the rights of the container.' });
  }
}

/** Hooks run one after the other; a shell is needed for more than one command. */
function commandOf(hooks: readonly Hook[]): readonly string[] {
  const [first] = hooks;
  const isPlain = hooks.length === 1 && first?.said.working_dir === undefined;
  const words = (first?.words ?? []).map(plainOf);
  return isPlain && words.every((word) => word !== undefined) ? words : byShell(scriptOf(hooks));
}

/** A word that nothing of is secret. */
function plainOf(segments: Words[number]): string | undefined {
  const texts = segments.filter((each) => typeof each === 'string');
  return texts.length < segments.length ? undefined : texts.join('');
}

function scriptOf(hooks: readonly Hook[]): string {
  return hooks
    .map(({ said: { working_dir: folder }, words }) =>
      folder === undefined ? inLine(words) : `(cd ${inQuotes([folder])} && ${inLine(words)})`,
    )
    .join(' && ');
}

/** What happens before Kubernetes sends SIGTERM: the hooks, then another signal, whose effect is waited for. */
function beforeStop(spec: ComposeService): readonly string[] {
  const hooks = hooksOf(spec, 'pre_stop');
  const signal = isCarried(spec) ? undefined : sentSignal(spec.stop_signal ?? '');
  if (signal === undefined) return commandOf(hooks);
  const send = `kill -${signal} 1; while kill -0 1; do sleep 1; done`;
  return byShell(hooks.length === 0 ? send : `${scriptOf(hooks)}; ${send}`);
}

function* stopSignal(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to, workload } = source;
  const path = at('stop_signal');
  const { stop_signal: written = '' } = spec;
  if (isCarried(spec)) yield carried(path);
  else if (workload.kind === 'job' || sentSignal(written) === undefined)
    yield lost('CM104', path, { message: `${workload.compose} ends by SIGTERM, and not by ${written}.` });
  else
    yield changed('CM104', path, {
      to: to('shutdown', 'preStopCommand'),
      value: beforeStop(spec),
      message: `A hook of the shell sends ${written} to ${workload.compose} before Kubernetes sends SIGTERM.`,
    });
}

/** Whether Kubernetes sends it of itself: SIGTERM, or what the image says. */
function isCarried({ stop_signal: written = '', image }: ComposeService): boolean {
  const name = nameOf(written);
  return name === 'TERM' || name === '15' || name === knownImage(image).stopSignal;
}

function nameOf(signal: string): string {
  return signal.toUpperCase().replace(/^SIG/, '');
}

/** As `kill` takes it; undefined for what no program can catch, and for what is no signal. */
function sentSignal(written: string): string | undefined {
  const name = nameOf(written);
  const [, more] = /^RTMIN(?:\+(\d+))?$/.exec(name) ?? [];
  // Shells know those of real time by number alone.
  if (name.startsWith('RTMIN')) return String(firstRealTime + Number(more ?? 0));
  return uncaught.has(name) || !/^(?:[A-Z][A-Z\d]*|\d{1,2})$/.test(name) ? undefined : name;
}

const firstRealTime = 34;

const uncaught: ReadonlySet<string> = new Set(['KILL', '9', 'STOP', '19', '']);
