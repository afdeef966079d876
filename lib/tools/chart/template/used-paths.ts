import type { DerivedObject } from '../derive/derived';
import { type ValuePath, keyOf } from '../values';
import type { Template, ValueUse } from './template';
import { visit } from './visit';

/**
 * The keys of all values that templates take or ask about.
 *
 * @param counts which uses of values count; all, and conditions, without it
 */
export function usedPaths(
  objects: readonly Pick<DerivedObject, 'when' | 'template'>[],
  counts: (use: ValueUse) => boolean = () => true,
): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (path: ValuePath, how: ValueUse = { path }): void => {
    if (counts(how)) used.add(keyOf(path));
  };
  const take = (template: Template): void => {
    if (template.kind === 'value') {
      use(template.path, template);
      if (template.second) use(template.second, template);
    } else if (template.kind === 'sum') for (const path of template.paths) use(path);
    else if (template.kind === 'text')
      for (const part of template.parts) if (typeof part !== 'string') use(part.path, part);
  };
  for (const { when, template } of objects) {
    visit(
      { ...(when && { when }), value: template },
      {
        template: take,
        feature: (feature) => {
          if ('path' in feature) use(feature.path);
        },
      },
    );
  }
  return used;
}
