import { posix } from 'node:path';
import { asList, itemAt, own } from '../../core/base';
import type { FieldPath } from '../../core/finding';
import type { ApiObjectData } from '../../core/manifest';
import { declaredField, declaredPaths } from './declared-paths';
import type { PodModel } from './model';

/** Where the props say what a volume has: they name the path at which it is mounted, or that of a file in it. */
export function volumeProp(model: PodModel, object: ApiObjectData, field: FieldPath): FieldPath {
  const at = field.lastIndexOf('volumes');
  const name = own(itemAt(object, field.slice(0, at + 2)), 'name');
  const path = mountedAt(object, [...field.slice(0, at), 'containers', 0, 'volumeMounts'], name);
  const items = field.indexOf('items');
  if (items > 0) {
    const file = own(itemAt(object, field.slice(0, items + 2)), 'path');
    const whole = posix.join(path, String(file));
    const declared = declaredPaths(model).findLast((one) => one.path === whole)?.field ?? [];
    return declared[0] === 'mounts' && field.at(-1) === 'key' ? [...declared, 'key'] : declared;
  }
  const declared = declaredField(model, path);
  if (declared[0] === 'mounts') return [...declared, 'emptyDir', 'sizeLimit'];
  return typeof itemAt(model.spec, declared) === 'object' ? [...declared, 'sizeLimit'] : declared;
}

function mountedAt(object: ApiObjectData, field: FieldPath, volume: unknown): string {
  const mounts: unknown = itemAt(object, field);
  const all = asList(mounts);
  const found = all.find((mount) => own(mount, 'name') === volume);
  return String(own(found, 'mountPath'));
}
