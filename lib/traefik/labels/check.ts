import { LabelError, type LabelNode } from './nodes';
import { type Shape, fieldOf, fold } from './shape';

/**
 * Whether each node is a field that its struct has, and may stand as it stands, as paerser's AddMetadata asks it.
 *
 * @throws LabelError at the first that is not
 */
export function checkNodes(shape: Shape, nodes: readonly LabelNode[]): void {
  for (const node of nodes) checkField(shape, node);
}

function checkField(within: Shape, node: LabelNode): void {
  if (within.kind === 'any') return;
  const found = within.kind === 'struct' ? fieldOf(within, node.name) : undefined;
  if (!found) throw new LabelError(`field not found, node: ${node.name}`, node.own ?? node.label);
  const { shape } = found;
  if (node.children.length === 0) {
    if (isCompound(shape) && !shape.allowEmpty && !shape.ignored)
      throw new LabelError(`${node.name} cannot be a standalone element`, node.own ?? node.label);
    return;
  }
  checkContent(shape, node);
}

function checkContent(shape: Shape, node: LabelNode): void {
  const { of: item } = shape;
  switch (shape.kind) {
    case 'any':
      return;
    case 'struct':
      checkNodes(shape, node.children);
      return;
    case 'map':
      if (item?.kind === 'struct' || item?.kind === 'map' || item?.kind === 'any')
        for (const child of node.children) checkNodes(item, child.children);
      return;
    case 'list':
      if (!item) return;
      if (shape.oneItem) checkNodes(item, node.children);
      else for (const child of node.children) checkNodes(item, child.children);
      return;
    default:
      throw new LabelError(`invalid node ${node.name}: ${shape.kind}`, node.own ?? node.label);
  }
}

/** Whether a label turns a field off: `tls=false` also where other labels say more of it. */
export function isOff(shape: Shape, { value }: LabelNode): boolean {
  const isSwitch = shape.allowEmpty === true && isCompound(shape);
  return shape.ignored === true || (isSwitch && value !== '' && fold(value) !== 'true');
}

function isCompound({ kind }: Shape): boolean {
  return kind === 'struct' || kind === 'map' || kind === 'any';
}
