import type { Problem } from '../../core/finding';
import { isDnsSubdomain } from '../../core/manifest';
import { quote } from '../../core/schema';
import type { MapNode } from './node';
import { withoutOutsideValue } from './outside-value';

/** A domain that is none: told once, where it stands, and not of every route that is built from it. */
export function checkDomain(root: MapNode): readonly Problem[] {
  const node = root.entries.get('domain');
  if (node?.kind !== 'scalar' || node.broken || typeof node.value !== 'string') return [];
  if (isDnsSubdomain(node.value)) return [];
  return [
    {
      rule: 'invalid-domain',
      severity: 'error',
      message: withoutOutsideValue(`${quote(node.value)} is no domain.`, node),
      consequence: 'No rule that is built from it ever matches, and no certificate can be issued for it.',
      fix: 'Write labels of lower-case letters, digits and "-" with dots between, for example shop.example.com.',
      field: ['domain'],
      location: node.origin.place(),
    },
  ];
}
