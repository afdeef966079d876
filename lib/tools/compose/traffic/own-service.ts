import type { FieldPath } from '../../../core/finding';
import { itemAt } from '../../../core/base';
import type { ComposeService } from '../../../project/compose';
import { loopback } from '../loopback';
import type { Code } from '../catalogue';
import { type Outcome, carried, changed, lost } from '../outcome';
import { isTraefikLabel } from '../services/labels';
import type { Source } from '../source';
import { unreadFiles } from './references';
import type { Scene } from './scene';
import { missingMiddlewares } from './static';
import { under } from './under';
import { variablesSecret } from './values';
import { flagVariable, isSecret } from './flags';

/** What becomes of the keys of Traefik's own service, its labels for Traefik excepted. */
export function* mapOwnService(source: Source, environment: unknown, scene?: Scene): Iterable<Outcome> {
  const { traefik, project } = source;
  const spec = traefik === undefined ? undefined : project.services[traefik];
  if (traefik === undefined || !spec) return;
  const at = (...path: FieldPath): FieldPath => ['services', traefik, ...path];
  const settingOf: SettingOf = (path, names, value) => setting(path, names, value, environment, scene);
  const filesBelow = (path: FieldPath): boolean =>
    scene?.files.some((file) => path.every((key, index) => file.at[index] === key)) ?? false;
  for (const key of Object.keys(spec)) {
    if (key === 'command') yield* arguments_(source, at('command'), spec.command ?? [], settingOf);
    else if (key === 'environment') yield* variables(at('environment'), spec.environment ?? {}, settingOf);
    else if (key === 'volumes') yield* volumes(at('volumes'), spec.volumes ?? [], filesBelow);
    else if (key === 'labels') {
      for (const label of Object.keys(spec.labels ?? {}).filter((each) => !isTraefikLabel(each)))
        yield changed('CM530', at('labels', label));
    } else if (key === 'deploy') {
      for (const field of Object.keys(spec.deploy ?? {}).filter((each) => each !== 'labels'))
        yield changed('CM530', at('deploy', field));
      for (const label of Object.keys(spec.deploy?.labels ?? {}).filter((each) => !isTraefikLabel(each)))
        yield changed('CM530', at('deploy', 'labels', label));
    } else if (key === 'ports') yield* ports(at('ports'), spec.ports ?? []);
    else yield changed('CM530', at(key));
  }
}

function* ports(at: FieldPath, all: NonNullable<ComposeService['ports']>): Iterable<Outcome> {
  for (const [index, { target = 0, published, host_ip: address = '' }] of all.entries()) {
    const isLocal = loopback.test(address);
    yield changed('CM531', [...at, index], {
      ...(isLocal && {
        message: `The host alone reaches port ${published ?? target} of Traefik (${address}), and the Service does not expose it.`,
      }),
    });
  }
}

function* arguments_(
  { isWritten }: Source,
  at: FieldPath,
  all: readonly string[],
  settingOf: SettingOf,
): Iterable<Outcome> {
  // One text that Compose splits into words has no places for them.
  if (!isWritten([...at, 0])) {
    yield changed('CM535', at);
    return;
  }
  for (const [index, argument] of all.entries()) {
    const [, name = '', value = ''] = /^--?([^=]*)=?(.*)/s.exec(argument) ?? [];
    yield settingOf([...at, index], name.split('.'), value);
  }
}

function* variables(
  at: FieldPath,
  all: Readonly<Record<string, string | null>>,
  settingOf: SettingOf,
): Iterable<Outcome> {
  for (const [name, value] of Object.entries(all)) {
    if (name.startsWith('TRAEFIK_'))
      yield settingOf([...at, name], name.slice('TRAEFIK_'.length).split('_'), value ?? '');
    else
      yield changed('CM534', [...at, name], {
        message: `The variable ${name} of Traefik comes from the Secret ${variablesSecret}, which has to exist in Traefik's namespace.`,
      });
  }
}

/** What becomes of a setting, by its names and what it says. */
type SettingOf = (path: FieldPath, names: readonly string[], value: string) => Outcome;

/** What becomes of one setting of the static configuration: the environment has what decides where requests go. */
function setting(
  path: FieldPath,
  names: readonly string[],
  value: string,
  environment: unknown,
  scene: Scene | undefined,
): Outcome {
  const [section = '', name = ''] = names.map((each) => each.toLowerCase());
  if (section === 'providers' && (name === 'docker' || name === 'swarm')) return changed('CM532', path);
  if (section === 'providers' && name === 'file') {
    const unread = scene ? unreadFiles(scene) : [];
    return scene && unread.length === 0
      ? changed('CM543', path)
      : lost('CM537', path, unread.length > 0 ? { message: unread.join(' ') } : {});
  }
  if (scene && section === 'entrypoints' && /\bhttp[._]middlewares$/i.test(names.join('.'))) {
    const missing = missingMiddlewares(
      scene,
      value.split(',').map((each) => each.trim()),
    );
    if (missing.length > 0)
      return lost('CM513', path, {
        message: `No provider that is read here has ${missing.join(', ')}: without it Traefik runs no router of the entry point.`,
      });
  }
  if (isSecret(names, value))
    return changed('CM534', path, {
      message: `${names.join('.')} looks secret: it comes from the key ${flagVariable(names)} of the Secret ${variablesSecret}, which has to exist in Traefik's namespace.`,
    });
  const to = placeOf(names, environment);
  if (section === 'entrypoints' && names.at(-1)?.toLowerCase() === 'address')
    return changed('CM536', path, { ...(to && { to }) });
  return to ? carried(path, to) : changed('CM535', path);
}

/** Where the environment has a setting, whose names may have other capitals there. */
function placeOf(names: readonly string[], environment: unknown): FieldPath | undefined {
  const to: string[] = ['traefik'];
  for (const name of names) {
    const there = itemAt(environment, to);
    const key = Object.keys(Object(there)).find((each) => each.toLowerCase() === name.toLowerCase());
    if (key === undefined || under(there, name) === undefined) return undefined;
    to.push(key);
  }
  return to;
}

function* volumes(
  at: FieldPath,
  all: readonly { readonly source?: string; readonly target?: string }[],
  hasFiles: (path: FieldPath) => boolean,
): Iterable<Outcome> {
  for (const [index, { source = '', target = '' }] of all.entries()) {
    if (hasFiles([...at, index])) {
      yield changed('CM543', [...at, index]);
      continue;
    }
    const code: Code = source.endsWith('docker.sock')
      ? 'CM538'
      : /\/(?:acme|letsencrypt|certs?)\b|acme\.json$/.test(target)
        ? 'CM539'
        : 'CM533';
    yield changed(
      code,
      [...at, index],
      code === 'CM533'
        ? { message: `Traefik's container has ${target} from ${source === '' ? 'a volume' : source}.` }
        : {},
    );
  }
}
