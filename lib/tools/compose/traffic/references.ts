import type { FieldPath } from '../../../core/finding';
import { type Note, ends } from './piece';
import type { Scene } from './scene';
import { under } from './static';

/** A reference of labels to a middleware (`auth`, `auth@docker`, `auth@file`), as environments say it. */
export interface Referred {
  readonly name?: string;
  readonly notes: readonly Note[];
}

/** Whether a reference is to what a provider has that is not read here. */
export function isElsewhere({ labelled, configuration }: Scene, reference: string): boolean {
  const [, provider] = reference.split('@');
  if (
    provider === undefined ||
    provider === 'internal' ||
    labelled.some((each) => each.provider === provider)
  )
    return false;
  return under(configuration, 'providers', provider) !== undefined;
}

/** The name on Kubernetes of a middleware that labels refer to; none where another provider has it. */
export function referred(
  scene: Scene,
  kind: 'middlewares' | 'tcpMiddlewares',
  reference: string,
  at: FieldPath,
): Referred {
  const [name = '', provider] = reference.split('@');
  if (provider === undefined || scene.labelled.some((each) => each.provider === provider))
    return { name: scene.nameOf(kind, name), notes: [] };
  const message = `The middleware ${reference} comes from another provider, which is not read here.`;
  return { notes: [ends('CM513', at, { message })] };
}
