import { type TrafficChange, type TrafficDiff, regionsText } from '../../check/changes';
import type { TraceWithSteps } from '../../traefik/model';
import { type ReportedObject, cell, codeSpan, objectText, within } from '../../core/report';
import { curlLine } from '../../traefik/request';
import { sideRows } from './sides';
import { causeText, setText } from './text';
import { verdictText } from './verdict-text';

/** The longest comment that GitHub takes has 65,536 characters. */
const budget = 60_000;
/** Part of it that the table may take; the rest is for what lies below. */
const tableBudget = 20_000;
const mostSets = 3;

/**
 * What a change does to traffic, as a comment of a pull request: one line, a table, and each change folded below. What
 * would make it too long is left out and counted. Nothing where nothing changed.
 */
export function diffMarkdown(diff: TrafficDiff<TraceWithSteps>): string {
  const { changes, unknown, objects, verdict } = diff;
  const touched = objects.added.length + objects.removed.length + objects.changed.length;
  if (verdict === 'same' && touched === 0) return '';
  const head = `**Traffic: ${verdict}** – ${cell(verdictText(diff))} ${regionsText(diff.regions)}\n`;
  const rows = [
    ...changes.map(rowOf),
    ...unknown.map(({ reason, requests }) => row('', 'unknown', cell(reason), requests.map(setText), '')),
  ];
  const shown = within(rows, tableBudget);
  const table =
    rows.length === 0
      ? ''
      : `\n| | Change | Requests | Regions |\n|---|---|---|---|\n${shown.rows.join('')}${left(shown.left, 'changes')}`;
  const objectsBlock = within([objectsOf(diff)], 10_000).rows.join('') || `\n${touched} objects differ.\n`;
  const details = changes.slice(0, shown.rows.length).map(detailsOf);
  const open = within(details, budget - head.length - table.length - objectsBlock.length - 100);
  return head + table + open.rows.join('') + left(open.left, 'changes without their details') + objectsBlock;
}

function left(count: number, what: string): string {
  return count === 0 ? '' : `\n${count} more ${what}.\n`;
}

function rowOf({ severity, kind, message, requests, regions }: TrafficChange<TraceWithSteps>): string {
  return row(severity, kind, cell(message), requests.map(setText), String(regions));
}

function row(severity: string, kind: string, text: string, sets: readonly string[], regions: string): string {
  const shown = sets.slice(0, mostSets).map(codeSpan);
  const more = sets.length > mostSets ? [`and ${sets.length - mostSets} more`] : [];
  return `| ${severity} | **${kind}**<br>${text} | ${[...shown, ...more].join('<br>')} | ${regions} |\n`;
}

function detailsOf(change: TrafficChange<TraceWithSteps>): string {
  const { kind, message, example, before, after, cause } = change;
  const rows = sideRows(before, after).map(
    ({ title, before: was, after: is }) =>
      `| ${title} | ${cell(was)} | ${was === is ? 'the same' : cell(is)} |`,
  );
  return [
    '',
    `<details><summary>${kind}: ${cell(message)}</summary>`,
    '',
    codeSpan(curlLine(example)),
    '',
    '| | before | after |',
    '|---|---|---|',
    ...rows,
    ...(cause.length === 0
      ? []
      : ['', `Because of ${cause.map((one) => codeSpan(causeText(one))).join(', ')}`]),
    '',
    '</details>',
    '',
  ].join('\n');
}

function objectsOf({ objects: { added, removed, changed } }: TrafficDiff<TraceWithSteps>): string {
  const lines = [
    ...removed.map((object) => line('removed', object)),
    ...added.map((object) => line('added', object)),
    ...changed.map(({ object, paths }) => line('changed', object, paths)),
  ];
  if (lines.length === 0) return '';
  const counts = `${added.length} objects added, ${removed.length} removed, ${changed.length} changed`;
  return `\n<details><summary>${counts}</summary>\n\n${lines.join('\n')}\n\n</details>\n`;
}

function line(what: string, object: ReportedObject, paths: readonly string[] = []): string {
  const fields = paths.length === 0 ? '' : `: ${paths.map(codeSpan).join(', ')}`;
  return `- ${what} ${cell(objectText(object))}${fields}`;
}
