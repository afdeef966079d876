import { checkKubernetesObject } from '../../core/kubernetes';
import { formatPlace } from '../../core/finding';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** What is wrong with objects of Kubernetes' own kinds, each by itself, beyond the form of their fields. */
export const kubernetesObject: ObjectCheck = ({ objects }) => {
  const told = new Set<string>();
  return objects.flatMap((placed) =>
    checkKubernetesObject(placed.object).flatMap((finding): ObjectFinding[] => {
      const found = { ...finding, placed, field: finding.field ?? [] };
      const key = keyOf(found);
      if (key !== undefined && told.has(key)) return [];
      if (key !== undefined) told.add(key);
      return [found];
    }),
  );
};

/** What several objects of one construct have from one of its props is told once. */
function keyOf({ placed: { construct, locate }, field, rule, message }: ObjectFinding): string | undefined {
  if (construct === undefined) return undefined;
  const location = locate(field);
  const owner = construct.slice(0, construct.lastIndexOf('/'));
  return JSON.stringify([owner, rule, message, location && formatPlace({ location })]);
}
