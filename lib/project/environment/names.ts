import { type Problem } from '../../core/finding';
import { isDnsLabel, isDnsSubdomain } from '../../core/manifest';
import { type MapNode, nearestNode } from './node';
import { sections } from './sections';

/** Keys that cannot be names of Kubernetes objects. */
export function checkNames(root: MapNode): readonly Problem[] {
  return Object.values(sections).flatMap(({ at: path, names: form }) => {
    const { node, exact } = nearestNode(root, path);
    if (!exact || node.kind !== 'map') return [];
    return Array.from(node.entries).flatMap(([name, child]): Problem[] => {
      if (form === 'label' ? isDnsLabel(name) : isDnsSubdomain(name)) return [];
      return [
        {
          rule: 'invalid-name',
          severity: 'error',
          message: `${JSON.stringify(name)} cannot be the name of an object.`,
          consequence: 'The API server refuses it.',
          fix:
            form === 'label'
              ? 'Use lower-case letters, digits and "-", at most 63 of them, with a letter or digit at both ends.'
              : 'Use lower-case letters, digits, "-" and ".", with a letter or digit at both ends.',
          field: [...path, name],
          location: child.origin.place(),
        },
      ];
    });
  });
}
