import { type Attempt, failed, made } from '../../core/base';
import { LabelError, type LabelNode, nodesOf } from './nodes';
import { fold } from './shape';

/**
 * Texts by path (`traefik.entrypoints.web.address`) as one nested value, as Traefik reads flags and variables: what its
 * static configuration says, without types.
 */
export function nestedValues(
  values: Readonly<Record<string, string>>,
): Attempt<Readonly<Record<string, unknown>>> {
  try {
    const nodes = nodesOf(values, ['traefik.']);
    return made(nodes ? mapOf(nodes) : {});
  } catch (error) {
    if (!(error instanceof LabelError)) throw error;
    return failed(error.message);
  }
}

function mapOf({ children }: LabelNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries(children.map((child) => [child.name, valueOf(child)]));
}

function valueOf(node: LabelNode): unknown {
  const [first] = node.children;
  // `providers.docker=false` turns off what else is said of it.
  const isOff = node.value !== '' && fold(node.value) !== 'true';
  if (!first || isOff) return node.value;
  return first.name.startsWith('[') ? node.children.map(valueOf) : mapOf(node);
}
