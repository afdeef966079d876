import type { FieldPath } from '../../../core/finding';
import type { ComposedConfiguration, ComposedProvider } from '../../../traefik/model';
import { type Piece, ends, place } from './piece';
import type { NamedKind, Scene } from './scene';
import { under } from './under';

/** A part that a reference names, and the provider that has it. */
export interface Named extends Pick<ComposedConfiguration, 'configuration' | 'provider'> {
  readonly name: string;
}

/**
 * What a reference names (`auth`, `auth@docker`, `auth@file`); undefined where no provider that is read has it.
 *
 * @param from the provider of what refers to it, which is meant where none is said
 */
export function named(
  { configured }: Scene,
  kind: NamedKind,
  reference: string,
  from: ComposedProvider,
): Named | undefined {
  const [name = '', provider = from] = reference.split('@');
  const own = configured.find((each) => each.provider === provider);
  return own?.configuration[kind].has(name) === true ? { ...own, name } : undefined;
}

/** Whether a provider that is not read, or not in whole, may have what a reference names. */
export function isElsewhere(
  scene: Scene,
  kind: NamedKind,
  reference: string,
  from: ComposedProvider,
): boolean {
  const [, provider = from] = reference.split('@');
  if (provider === 'internal' || named(scene, kind, reference, from)) return false;
  // A Traefik elsewhere reads containers of other projects as well, and files of its own.
  if (scene.source.traefik === undefined) return true;
  const isRead = scene.configured.some((each) => each.provider === provider);
  if (isRead) return provider === 'file' && unreadFiles(scene).length > 0;
  return under(scene.configuration, 'providers', provider) !== undefined;
}

/** What is told of files of the file provider that are not read. */
export function unreadFiles({ composed }: Scene): readonly string[] {
  return composed.problems.flatMap(({ rule, message }) => (rule === 'unread-dynamic-file' ? [message] : []));
}

/** A reference as environments say it, and what else follows from it. */
export interface Referred {
  readonly name: string;
  readonly pieces: readonly Piece[];
}

/**
 * The name on Kubernetes of what a reference names. What nobody here has is said to exist: until it does, Traefik does
 * not run what refers to it, rather than without it.
 */
export function referred(
  scene: Scene,
  kind: 'middlewares' | 'tcpMiddlewares' | 'tlsOptions' | 'serversTransports' | 'tcpServersTransports',
  reference: string,
  from: ComposedProvider,
  at: FieldPath,
): Referred {
  const found = named(scene, kind, reference, from);
  if (found) return { name: scene.nameOf(kind, found.name, found.provider), pieces: [] };
  const [written = ''] = reference.split('@');
  const name = scene.nameOf(kind, written, 'file');
  const message = `${reference} comes from a provider that is not read here: ${name} has to be made.`;
  return { name, pieces: [ends('CM513', at, { message }), place(['existing', kind, name], {})] };
}
