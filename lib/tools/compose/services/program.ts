import { existsSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { isEqual } from '../../../core/base';
import { parseImage } from '../../../constructs/workload';
import { type Outcome, type PlacedValue, carried, changed, lost } from '../outcome';
import type { ServiceSource } from '../source';
import { type KeyMapping, saidBy } from './key';
import { fromSecret, secretOf, secretWords, variablesOf } from './secrets';
import { secondsOf } from './units';

/** Which program runs, and how it is called. */
export const programKeys = {
  image: { becomes: '`image`', codes: ['CM015'], map: image },
  build: {
    becomes: '`image`, below `vars.registry` and with `vars.tag`',
    codes: ['CM010', 'CM011'],
    map: build,
  },
  entrypoint: { becomes: '`command`', codes: ['CM020', 'CM021'], map: entrypoint },
  command: { becomes: '`args`', codes: ['CM020', 'CM021'], map: command },
  working_dir: { becomes: '`workingDir`', codes: ['CM103'], map: workingDirectory },
  pull_policy: { becomes: '`imagePullPolicy`', codes: ['CM097'], map: pullPolicy },
  platform: { becomes: '`placement.arch`', codes: ['CM097'], map: platform },
  extends: saidBy('extends', 'what it extends is read with it'),
  profiles: saidBy('profiles', 'which services there are'),
  stop_grace_period: { becomes: '`shutdown`', codes: [], map: gracePeriod },
} as const satisfies Readonly<Record<string, KeyMapping>>;

function* image({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const { image: text = '' } = spec;
  if (parseImage(text)) yield carried(at('image'), to('image'), text);
  else {
    const message = `No node can pull ${JSON.stringify(text)}: it is no reference of an image.`;
    yield changed('CM015', at('image'), { to: to('image'), value: text, message });
  }
}

function* build({
  spec,
  at,
  to,
  project,
  workload,
  workloads,
  files,
  decided,
}: ServiceSource): Iterable<Outcome> {
  const { context = '.', dockerfile, target } = spec.build ?? {};
  // What is built alike is one image, under the name of the first service that builds it.
  const same = [...workloads.values()].find(
    ({ spec: other }) => other.image === undefined && isEqual(other.build, spec.build),
  );
  const name = same?.name ?? workload.name;
  const shown = (path: string): string => relative(files.directory, path) || '.';
  const options = [
    ...(dockerfile === undefined || dockerfile === 'Dockerfile'
      ? []
      : ['-f', shown(join(context, dockerfile))]),
    ...(target === undefined ? [] : ['--target', target]),
  ];
  const chosen = spec.image === undefined ? decided('image', same?.compose ?? workload.compose) : undefined;
  const isTagged = chosen !== undefined && /[:@][^/]*$/.test(chosen);
  const image =
    chosen === undefined ? `\${registry}/${name}:\${tag}` : isTagged ? chosen : `${chosen}:\${tag}`;
  const pushedAs = spec.image ?? `"${image.replace('${registry}', '$REGISTRY').replace('${tag}', '$TAG')}"`;
  const isElsewhere = !isAbsolute(context);
  yield changed('CM010', at('build', 'context'), {
    message: `The image of ${workload.compose} is built by Compose; nodes pull images, so it has to be in a registry.`,
    ...(spec.image === undefined && {
      to: to('image'),
      value: image,
      isTemplate: true,
      asks: {
        kind: 'image',
        subject: same?.compose ?? workload.compose,
        usual: shownImage(name, project.name),
      },
    }),
    fix: `Build and push it in the pipeline: ${['docker buildx build --push -t', pushedAs, ...options, isElsewhere ? context : shown(context)].join(' ')}`,
    also: [
      ...(existsSync(join(context, 'go.mod')) ? [{ to: to('runtime'), value: 'go' }] : []),
      ...(spec.image === undefined && !isTagged ? [tag] : []),
      ...(spec.image === undefined && chosen === undefined ? [registry(project.name)] : []),
    ],
  });
  yield lost('CM011', at('build'));
}

const firstTag = '0.1.0';

/** The tag of images that Compose builds. */
const tag: PlacedValue = { to: ['vars', 'tag'], value: `\${env:TAG:-${firstTag}}` };

/** Where images go that Compose builds and gives no name. */
function registryOf(project: string): string {
  return `registry.example.com/${project}`;
}

function registry(project: string): PlacedValue {
  return { to: ['vars', 'registry'], value: registryOf(project) };
}

function shownImage(name: string, project: string): string {
  return `${registryOf(project)}/${name}:${firstTag}`;
}

/** Kubernetes replaces `$(NAME)` in arguments and variables, and `$$` by `$`, which Compose does not know. */
export function unexpanded(text: string): string {
  return text.replaceAll(/\$(?=[$(])/g, '$$$$');
}

function* entrypoint(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to } = source;
  const words = spec.entrypoint ?? [];
  // An empty one takes the image's away: then the command is the program.
  yield called(source, at('entrypoint'), to('command'), words.length === 0 ? (spec.command ?? []) : words);
}

function* command(source: ServiceSource): Iterable<Outcome> {
  const { spec, at, to } = source;
  const isProgram = spec.entrypoint !== undefined && spec.entrypoint.length === 0;
  yield called(source, at('command'), to('args'), isProgram ? [] : (spec.command ?? []));
}

function called(
  source: ServiceSource,
  path: Outcome['path'],
  to: Outcome['path'],
  words: readonly string[],
): Outcome {
  const { inCluster, workload } = source;
  if (words.length === 0) return carried(path);
  const cut = secretWords(words, 'ARG');
  const value = cut.map((segments) =>
    segments
      .map((each) => (typeof each === 'string' ? unexpanded(inCluster(each)) : `$(${each.name})`))
      .join(''),
  );
  const names = variablesOf(cut);
  if (names.length > 0) {
    const { secret, fix, existing } = secretOf(source);
    const variables = names.map((name) => ({
      to: source.to('env', name),
      value: fromSecret(workload, name),
    }));
    return changed('CM020', path, {
      message: `Arguments of ${workload.compose} look secret: they come from the Secret ${secret}, and their values are written nowhere.`,
      fix,
      to,
      value,
      also: [...variables, existing],
    });
  }
  if (words.every((word) => inCluster(word) === word)) return carried(path, to, value);
  return changed('CM021', path, {
    to,
    value,
    message: `Arguments of ${workload.compose} name services in the words of Kubernetes now.`,
  });
}

function* workingDirectory({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const { working_dir: folder = '' } = spec;
  if (folder.startsWith('/')) yield carried(at('working_dir'), to('workingDir'), folder);
  else yield lost('CM103', at('working_dir'));
}

const pullPolicies = { always: 'Always', never: 'Never', missing: 'IfNotPresent' } as const;

function* pullPolicy({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const policy = Object.entries(pullPolicies).find(([name]) => name === spec.pull_policy)?.[1];
  if (policy === undefined) yield lost('CM097', at('pull_policy'));
  else yield carried(at('pull_policy'), to('imagePullPolicy'), policy);
}

const architectures = new Set(['amd64', 'arm64', 'arm', 'ppc64le', 's390x', 'riscv64']);

function* platform({ spec, at, to }: ServiceSource): Iterable<Outcome> {
  const [system, architecture = ''] = (spec.platform ?? '').split('/');
  if (system !== 'linux' || !architectures.has(architecture)) yield lost('CM097', at('platform'));
  else yield carried(at('platform'), to('placement', 'arch'), architecture);
}

function* gracePeriod({ spec, at, to, workload }: ServiceSource): Iterable<Outcome> {
  const seconds = Math.ceil(secondsOf(spec.stop_grace_period ?? '10s'));
  if (workload.kind === 'job')
    yield carried(at('stop_grace_period'), to('terminationGracePeriodSeconds'), seconds);
  else yield carried(at('stop_grace_period'), to('shutdown', 'drainSeconds'), seconds);
}
