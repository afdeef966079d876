import { nearest } from '../../core/base';
import { type Shape, configurationShape, fieldOf } from './shape';

/**
 * The label that was most likely meant by one that Traefik does not know: with the nearest field in place of the first
 * that there is not; undefined where nothing is near, or every field is known.
 */
export function nearestLabel(label: string): string | undefined {
  const [root = '', ...elements] = label.split('.');
  let shape: Shape | undefined = configurationShape();
  for (const [index, element] of elements.entries()) {
    const name = element.replace(/\[.*$/, '');
    if (shape?.kind === 'struct') {
      const field = fieldOf(shape, name);
      if (!field) {
        const meant = nearest(name.toLowerCase(), fieldNames(shape));
        if (meant === undefined) return undefined;
        return [root, ...elements.slice(0, index), meant, ...elements.slice(index + 1)].join('.');
      }
      shape = field.shape.kind === 'list' ? field.shape.of : field.shape;
    } else if (shape?.kind === 'map') shape = shape.of;
    else return undefined;
  }
  return undefined;
}

function fieldNames({ fields = {} }: Shape): readonly string[] {
  return Object.entries(fields)
    .filter(([, { ignored }]) => !ignored)
    .map(([name]) => name.toLowerCase());
}
