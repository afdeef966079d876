import { type FieldPath, type Problem } from '../../core/finding';
import { isDnsLabel, isDnsSubdomain } from '../../core/manifest';
import { type MapNode, nearestNode } from './node';

/** Maps whose keys become names of objects: labels where Kubernetes wants labels, subdomains elsewhere. */
const nameMaps: readonly (readonly [FieldPath, 'label' | 'subdomain'])[] = [
  [['services'], 'label'],
  [['middlewares'], 'subdomain'],
  [['tcpMiddlewares'], 'subdomain'],
  [['routes', 'http'], 'subdomain'],
  [['routes', 'tcp'], 'subdomain'],
  [['routes', 'udp'], 'subdomain'],
  [['traefikServices'], 'subdomain'],
  [['serversTransports'], 'subdomain'],
  [['tcpServersTransports'], 'subdomain'],
  [['certificates'], 'subdomain'],
  [['tls', 'options'], 'subdomain'],
  [['tls', 'stores'], 'subdomain'],
];

/** Keys that cannot be names of Kubernetes objects. */
export function checkNames(root: MapNode): readonly Problem[] {
  return nameMaps.flatMap(([path, form]) => {
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
