import { groupBy, isEqual, oncePer } from '../../core/base';
import type { Finding } from '../../core/finding';
import { type ApiObjectData, formatIdentity, groupOf, objectKey, identityOf } from '../../core/manifest';
import { mentionsAmong, namedAmong } from './uses';

/**
 * Objects of Traefik that a step changes together with what they name: an apply changes one after the other, and between
 * the two the object that is there names one that is not.
 */
export function atOnceFindings(
  from: readonly ApiObjectData[],
  to: readonly ApiObjectData[],
): readonly Finding[] {
  const [before, after] = [byKey(from), byKey(to)];
  return to.flatMap((object): readonly Finding[] => {
    const was = before.get(objectKey(object));
    // What is new gets no request before it is whole: those that it is to take fare as before.
    if (groupOf(object.apiVersion) !== 'traefik.io' || !was || isEqual(was['spec'], object['spec']))
      return [];
    const made = named(object, to).filter((one) => !before.has(objectKey(one)));
    const removed = named(was, from).filter((one) => !after.has(objectKey(one)));
    return [
      ...made.map((one) => told(object, one, 'makes')),
      ...removed.map((one) => told(object, one, 'removes')),
    ];
  });
}

function told(object: ApiObjectData, other: ApiObjectData, does: string): Finding {
  const message = `${formatIdentity(identityOf(object))} changes in the step that ${does} ${formatIdentity(identityOf(other))}, which it names.`;
  return { rule: 'release-two-at-once', message };
}

/** The objects among others that one of them names. */
function named(object: ApiObjectData, objects: readonly ApiObjectData[]): readonly ApiObjectData[] {
  const wanted = namedBy(objects).get(object) ?? [];
  return wanted.flatMap(({ mention }) => namedAmong(objects, mention));
}

const namedBy = oncePer((objects: readonly ApiObjectData[]) =>
  groupBy(mentionsAmong(objects), ({ placed }) => placed.object),
);

function byKey(objects: readonly ApiObjectData[]): ReadonlyMap<string, ApiObjectData> {
  return new Map(objects.map((object) => [objectKey(object), object]));
}
