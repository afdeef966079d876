import { isPlainMap, quoteMeta } from '../../../core/base';
import type { ApiObjectData } from '../../../core/manifest';
import { type Operation, pointerTo } from './json-patch';

/**
 * The texts of an object that name a domain or a host below it, with another domain in its place. Images keep theirs, which
 * is that of a registry, and nothing of a Secret is written down elsewhere.
 */
export function domainPatches(object: ApiObjectData, from: string, to: string): readonly Operation[] {
  if (object.kind === 'Secret') return [];
  const escaped = quoteMeta(from);
  const named = new RegExp(`(?<![-\\w])${escaped}(?![-\\w]|\\.[a-z0-9])`, 'gi');
  const patches: Operation[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') {
      const text = value.replaceAll(named, () => to);
      if (text !== value) patches.push({ path: pointerTo(path), operator: 'replace', value: text });
    } else if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly unknown[]).entries()) walk(item, [...path, index]);
    } else if (isPlainMap(value)) {
      for (const [key, item] of Object.entries(value)) if (key !== 'image') walk(item, [...path, key]);
    }
  };
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = object;
  walk(rest, []);
  walk(metadata.annotations ?? {}, ['metadata', 'annotations']);
  return patches;
}
