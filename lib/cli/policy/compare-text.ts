import type { ComparedPolicy, Holding } from '../../check/policy';
import { printable } from '../../core/finding';
import type { Surroundings } from '../command';
import { table } from '../table';

/** What is said of policies that do not hold alike: a table, and why, for each place where there is something to say. */
export function comparisonText(
  places: readonly string[],
  policies: readonly ComparedPolicy[],
  { all = false }: Pick<Surroundings, 'all'>,
): string {
  const shown = all ? policies : policies.filter(isNoteworthy);
  const rows = shown.map((policy) => [
    nameOf(policy),
    ...places.map((place) => wordOf(policy.places[place])),
  ]);
  const lines = shown.length === 0 ? [] : table([['', ...places], ...rows]);
  return [...lines, ...(lines.length === 0 ? [] : ['']), ...whys(shown), restOf(policies, shown), '']
    .map(printable)
    .join('\n');
}

/** The same as Markdown, for a pull request. */
export function comparisonMarkdown(places: readonly string[], policies: readonly ComparedPolicy[]): string {
  const shown = policies.filter(isNoteworthy);
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const lines = [
    row(['Policy', ...places]),
    row(['---', ...places.map(() => '---')]),
    ...shown.map((policy) => row([nameOf(policy), ...places.map((place) => wordOf(policy.places[place]))])),
  ];
  const reasons = whys(shown).map((line) => `- ${cell(line)}`);
  return [...(shown.length === 0 ? [] : [...lines, '']), ...reasons, '', restOf(policies, shown), ''].join(
    '\n',
  );
}

/** Whether a policy is broken or let through somewhere, or its cluster does not ask it as it should. */
function isNoteworthy({ places }: ComparedPolicy): boolean {
  const all = Object.values(places);
  return all.some(
    ({ state, admission }) =>
      state === 'broken' ||
      state === 'excepted' ||
      (admission !== undefined && admission.state !== 'same' && admission.state !== 'never'),
  );
}

function whys(policies: readonly ComparedPolicy[]): readonly string[] {
  return policies.flatMap((policy) =>
    Object.entries(policy.places).flatMap(([place, { why, state }]) =>
      why === null || state === 'off' ? [] : [`${nameOf(policy)} in ${place}: ${why}`],
    ),
  );
}

function restOf(policies: readonly ComparedPolicy[], shown: readonly ComparedPolicy[]): string {
  const rest = policies.length - shown.length;
  return rest === 0
    ? `${policies.length} policies.`
    : `${rest} more policies hold wherever they weigh something.`;
}

function nameOf({ code, name }: ComparedPolicy): string {
  return code === null ? name : `${code} ${name}`;
}

const actions = { error: 'Deny', warning: 'Warn', info: 'Audit' } as const;

function wordOf(holding: Holding | undefined): string {
  if (!holding || holding.severity === null) return 'off';
  const { severity, state, broken, excepted, admission } = holding;
  const words = [
    actions[severity],
    ...(state === 'broken' ? [`broken ${broken.length}`] : []),
    ...(excepted.length > 0 ? [`excepted ${excepted.length}`] : []),
    ...(admission && admission.state !== 'same' && admission.state !== 'never'
      ? [`cluster: ${admission.state}`]
      : []),
  ];
  return words.join(', ');
}

function cell(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
