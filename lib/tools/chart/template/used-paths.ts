import type { Condition, Part, Template, ValueUse } from './template';
import { type ValuePath, keyOf } from '../values';
import type { DerivedObject } from '../derive/derived';

/**
 * The keys of all values that templates take or ask about.
 *
 * @param counts which uses of values count; all, and conditions, without it
 */
export function usedPaths(
  objects: readonly DerivedObject[],
  counts?: (use: ValueUse) => boolean,
): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (path: ValuePath, how: ValueUse = { path }): void => {
    if (!counts || counts(how)) used.add(keyOf(path));
  };
  const inCondition = (condition: Condition | undefined): void => {
    if (!condition) return;
    if (condition.kind === 'feature') {
      if ('path' in condition.feature) use(condition.feature.path);
    } else if (condition.kind === 'not') inCondition(condition.condition);
    else condition.conditions.forEach(inCondition);
  };
  const inPart = ({ when, value }: Part): void => {
    inCondition(when);
    inTemplate(value);
  };
  const inTemplate = (template: Template): void => {
    switch (template.kind) {
      case 'literal':
        return;
      case 'value':
        use(template.path, template);
        if (template.second) use(template.second, template);
        return;
      case 'sum':
        for (const path of template.paths) use(path);
        return;
      case 'text':
        for (const part of template.parts) if (typeof part !== 'string') use(part.path, part);
        return;
      case 'map':
        template.entries.forEach(inPart);
        return;
      case 'list':
        template.items.forEach(inPart);
        return;
      case 'digest':
        template.lines.forEach(inPart);
        return;
      default:
        for (const { when, value } of template.options) {
          inCondition(when);
          inTemplate(value);
        }
        inTemplate(template.otherwise);
    }
  };
  for (const { when, template } of objects) {
    inCondition(when);
    inTemplate(template);
  }
  return used;
}
