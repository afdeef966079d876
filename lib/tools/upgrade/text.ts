import { cut, formatLocation, printable } from '../../core/finding';
import { objectText } from '../../core/report';
import type { FieldPlace } from './fields';
import type { Upgrade } from './upgrade';

/** Places of one step that are printed; the others are counted. */
const mostPlaces = 5;

/** What an upgrade needs besides what it does to traffic, for people; empty where that is nothing. */
export function upgradeText({ from, to, options, steps, fields }: Upgrade): string {
  const lines = [
    ...options.flatMap(({ set, why }) => ['', `set ${set}`, `  ${why}`]),
    ...steps.flatMap(({ since, title, consequence, fix, concerns }) => [
      '',
      `${since}  ${title}`,
      `  → ${consequence}`,
      `  fix: ${fix}`,
      ...placeLines(concerns),
    ]),
    ...(fields.refused.length === 0
      ? []
      : ['', `The CRDs of ${to} do not have these fields:`, ...placeLines(fields.refused)]),
    ...(fields.added.length === 0
      ? []
      : [
          '',
          `The CRDs of ${to} have ${fields.added.length} fields that those of ${from} did not: apply them first.`,
        ]),
  ];
  return lines.length === 0 ? '' : `${lines.map((line) => printable(cut(line, 600))).join('\n')}\n`;
}

function placeLines(places: readonly FieldPlace[]): readonly string[] {
  const left = places.length - mostPlaces;
  return [
    ...places.slice(0, mostPlaces).map(({ object, path, location }) => {
      const at = location ? `  ${formatLocation(location)}` : '';
      return `  ${objectText(object)} ${path}${at}`;
    }),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}
