import { isPlainMap, itemAt } from '../../core/base';
import { type FieldPath, formatLocation } from '../../core/finding';
import { isSecretVariable } from '../../core/kubernetes';
import { plainOf } from '../../project/compose';
import { codeOf } from './catalogue';
import { type Placed, composePath, shownLocation } from './entry';
import type { Comment } from './environment-text';
import { severityOf } from './outcome';
import { type Source, placeOf } from './source';

/** What the environment files say in comments: where each service came from, and what somebody has to look at. */
export function commentsOf(source: Source, { outcomes }: Placed): readonly Comment[] {
  const { directory } = source.files;
  const home = (path: FieldPath): FieldPath => {
    const workload = path[0] === 'services' ? source.workloads.get(String(path[1])) : undefined;
    return workload ? placeOf(workload) : [];
  };
  const origins = Array.from(source.workloads.keys(), (compose): Comment => {
    const path = ['services', compose];
    return {
      at: home(path),
      text: `${composePath(path)}, ${formatLocation(shownLocation(source.project.locate(path), directory))}`,
    };
  });
  const told = outcomes.flatMap((outcome): Comment[] => {
    const { to, path, code, location, message } = outcome;
    const place = formatLocation(shownLocation(location, directory));
    if (code === 'CM101')
      return [{ at: home(path), text: `${composePath(path)}, ${place}: ${extension(source, path)}` }];
    if (code === null || severityOf(outcome) === 'info') return [];
    return [{ at: to ?? home(path), text: `${code} ${place}: ${message ?? codeOf(code).what}` }];
  });
  return [...origins, ...told];
}

/** What an extension says, without what looks secret in it: YAML anchors often hold variables. */
function extension({ project }: Source, path: FieldPath): string {
  return JSON.stringify(masked(itemAt(plainOf(project.tree), path)));
}

const mask = '…';

function masked(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, name));
  if (isPlainMap(value))
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, masked(child, key)]));
  if (typeof value !== 'string') return isSecretVariable(name, mask) ? mask : value;
  const [, key = name, text = value] = /^(\w+)=(.*)$/s.exec(value) ?? [];
  return isSecretVariable(key, text) || /:\/\/[^\s/@]*:[^\s/@]+@/.test(text) ? mask : value;
}
