import { asList, type Attempt, failed, isFailed, isPlainMap, made, own, valueAt } from '../../../core/base';
import { podOf } from '../../../core/kubernetes';
import { type ApiObjectData, isApiObject } from '../../../core/manifest';
import { type ImageOverrider, overriddenImage } from './image-overrider';
import { type Operation, patched, pointerTo } from './json-patch';

/** What is added to or taken from the command or the arguments of a container. */
export interface ArgumentsOverrider {
  readonly containerName: string;
  readonly operator: 'add' | 'remove';
  readonly value?: readonly string[];
}

/** Labels or annotations that are otherwise. */
export interface NamesOverrider {
  readonly operator: 'add' | 'remove' | 'replace';
  readonly value: Readonly<Record<string, string>>;
}

/** `overriders` of a rule of an OverridePolicy; `fieldOverrider` is not among what is written here. */
export interface Overriders {
  readonly imageOverrider?: readonly ImageOverrider[];
  readonly commandOverrider?: readonly ArgumentsOverrider[];
  readonly argsOverrider?: readonly ArgumentsOverrider[];
  readonly labelsOverrider?: readonly NamesOverrider[];
  readonly annotationsOverrider?: readonly NamesOverrider[];
  readonly plaintext?: readonly Operation[];
}

type Step = (object: ApiObjectData) => Attempt<readonly Operation[]>;

/**
 * An object as it arrives where these overriders hold, one after the other in Karmada's order: image, command, arguments,
 * labels, annotations, plaintext. It fails where Karmada itself stops.
 *
 * @see https://karmada.io/docs/userguide/scheduling/override-policy/
 */
export function overridden(object: ApiObjectData, overriders: Overriders): Attempt<ApiObjectData> {
  const steps: readonly Step[] = [
    ...(overriders.imageOverrider ?? []).map(
      (one): Step =>
        (of) =>
          imagePatches(of, one),
    ),
    ...(overriders.commandOverrider ?? []).map(
      (one): Step =>
        (of) =>
          made(listPatches(of, 'command', one)),
    ),
    ...(overriders.argsOverrider ?? []).map(
      (one): Step =>
        (of) =>
          made(listPatches(of, 'args', one)),
    ),
    ...(overriders.labelsOverrider ?? []).map(
      (one): Step =>
        (of) =>
          made(namePatches(of, 'labels', one)),
    ),
    ...(overriders.annotationsOverrider ?? []).map(
      (one): Step =>
        (of) =>
          made(namePatches(of, 'annotations', one)),
    ),
    ...(overriders.plaintext ?? []).map(
      (one): Step =>
        () =>
          made([one]),
    ),
  ];
  return steps.reduce<Attempt<ApiObjectData>>((before, step) => {
    if (isFailed(before)) return before;
    const operations = step(before.value);
    return isFailed(operations) ? operations : allPatched(before.value, operations.value);
  }, made(object));
}

function allPatched(object: ApiObjectData, operations: readonly Operation[]): Attempt<ApiObjectData> {
  let value: unknown = object;
  for (const operation of operations) {
    const after = patched(value, operation);
    if (isFailed(after)) return after;
    ({ value } = after);
  }
  return isApiObject(value) && value.kind !== '' ? made(value) : failed('what is left is no object');
}

/** Images of init containers stay as they are, and so do those of kinds that Karmada does not know: a CronJob, a Rollout. */
function imagePatches(object: ApiObjectData, overrider: ImageOverrider): Attempt<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const { value, field } of containersOf(object)) {
    const before = own(value, 'image');
    const image = overriddenImage(typeof before === 'string' ? before : '', overrider);
    if (isFailed(image)) return image;
    operations.push({ operator: 'replace', path: pointerTo([...field, 'image']), value: image.value });
  }
  return made(operations);
}

/** The group and version of the kinds whose pods Karmada knows; it asks for the kind alone, whatever its group. */
const known: Readonly<Record<string, string>> = {
  Pod: 'v1',
  ReplicaSet: 'apps/v1',
  Deployment: 'apps/v1',
  DaemonSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  Job: 'batch/v1',
};

/** The containers that Karmada sees, init containers not among them. */
function containersOf(object: ApiObjectData): NonNullable<ReturnType<typeof podOf>>['containers'] {
  const apiVersion = Object.hasOwn(known, object.kind) ? known[object.kind] : undefined;
  if (apiVersion === undefined) return [];
  const containers = podOf({ ...object, apiVersion })?.containers ?? [];
  return containers.filter(({ field }) => !field.includes('initContainers'));
}

function listPatches(
  object: ApiObjectData,
  list: 'command' | 'args',
  { containerName, operator, value: words = [] }: ArgumentsOverrider,
): readonly Operation[] {
  return containersOf(object).flatMap(({ value, field }): readonly Operation[] => {
    if (own(value, 'name') !== containerName) return [];
    const found = own(value, list);
    const before = asList(found);
    const after =
      operator === 'add' ? [...before, ...words] : before.filter((word) => !words.includes(String(word)));
    return [{ operator: 'add', path: pointerTo([...field, list]), value: after }];
  });
}

/** What is not there is neither taken away nor replaced, and nothing is told of it. */
function namePatches(
  object: ApiObjectData,
  names: 'labels' | 'annotations',
  { operator, value }: NamesOverrider,
): readonly Operation[] {
  const found = valueAt(object, 'metadata', names);
  const before = isPlainMap(found) ? found : {};
  const kept = Object.entries(value).filter(([name]) => operator === 'add' || Object.hasOwn(before, name));
  if (kept.length === 0) return [];
  const after =
    operator === 'remove'
      ? Object.fromEntries(Object.entries(before).filter(([name]) => !kept.some(([one]) => one === name)))
      : { ...before, ...Object.fromEntries(kept) };
  return [{ operator: 'add', path: `/metadata/${names}`, value: after }];
}
