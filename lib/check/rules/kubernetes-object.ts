import { groupBy } from '../../core/base';
import { checkKubernetesObject, checkMadeTogether } from '../../core/kubernetes';
import type { PlacedObject } from '../../core/manifest';
import type { ObjectCheck, ObjectFinding } from './object-finding';

/** What is wrong with objects beyond the form of their fields: each by itself, and what a construct of ours made together. */
export const kubernetesObject: ObjectCheck = ({ objects }) => {
  const alone = objects.flatMap((placed) =>
    checkKubernetesObject(placed.object).map((finding): ObjectFinding => {
      return { ...finding, placed, field: finding.field ?? [] };
    }),
  );
  const made = groupBy(
    objects.filter(({ maker }) => maker !== undefined),
    ({ maker }) => maker?.construct,
  );
  return onceForEachProp([...alone, ...[...made.values()].flatMap(together)]);
};

function together(objects: readonly PlacedObject[]): readonly ObjectFinding[] {
  const placedOf = new Map(objects.map((placed) => [placed.object, placed]));
  return checkMadeTogether([...placedOf.keys()]).flatMap(({ object, ...finding }) => {
    const placed = placedOf.get(object);
    return placed ? [{ ...finding, placed }] : [];
  });
}

/** What several objects of one construct have from one of its props is told once. */
function onceForEachProp(found: readonly ObjectFinding[]): readonly ObjectFinding[] {
  const told = new Set<string>();
  return found.filter(({ rule, field, placed: { maker } }) => {
    if (!maker) return true;
    const key = JSON.stringify([maker.construct, rule, maker.propOf(field)]);
    if (told.has(key)) return false;
    told.add(key);
    return true;
  });
}
