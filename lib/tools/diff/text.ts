import { type Cause, type TrafficChange, type TrafficDiff, regionsText } from '../../check/changes';
import type { TraceWithSteps } from '../../traefik/model';
import { cut, formatLocation, printable } from '../../core/finding';
import { type ReportedObject, objectText } from '../../core/report';
import type { RequestSet } from '../../traefik/difference';
import { curlLine } from '../../traefik/request';
import { type SideRow, sideRows } from './sides';
import { verdictText } from './verdict-text';

/** Sets of one change that are printed; the others are counted. */
const mostSets = 8;
const indent = ' '.repeat(11);

/** What a change does to traffic, for people: the verdict, each change with an example, and the objects. */
export function diffText(diff: TrafficDiff<TraceWithSteps>): string {
  const { changes, unknown, objects, regions } = diff;
  const lines = [
    `${diff.verdict.toUpperCase()}: ${verdictText(diff)}`,
    regionsText(regions),
    ...changes.flatMap((change) => ['', ...changeLines(change)]),
    ...unknown.flatMap(({ requests, reason }) => ['', `unknown  ${reason}`, ...setLines(requests)]),
    ...objectLines(objects),
  ];
  return `${lines.map((line) => printable(line).trimEnd()).join('\n')}\n`;
}

function changeLines(change: TrafficChange<TraceWithSteps>): readonly string[] {
  const { kind, severity, message, requests, example, before, after, cause, regions } = change;
  return [
    `${severity} ${kind}: ${message}`,
    ...setLines(requests),
    titled('example', curlLine(example)),
    ...sideLines(sideRows(before, after)),
    ...cause.map((one, index) => titled(index === 0 ? 'because' : '', causeText(one))),
    titled('regions', String(regions)),
  ];
}

function titled(title: string, text: string): string {
  return `  ${title}`.padEnd(indent.length) + text;
}

function setLines(sets: readonly RequestSet[]): readonly string[] {
  const usual = sets.filter(({ serverName }) => serverName === undefined);
  const others = sets.length - usual.length;
  const texts = usual.length > 0 ? usual.map(setText) : sets.map(setText);
  const lines = texts
    .slice(0, mostSets)
    .map((text, index) => titled(index === 0 ? 'requests' : '', cut(text, 600)));
  const left = texts.length - lines.length;
  return [
    ...lines,
    ...(left > 0 ? [`${indent}and ${left} more sets`] : []),
    ...(usual.length > 0 && others > 0
      ? [`${indent}and such whose server name in TLS is not their host (-o json has them)`]
      : []),
  ];
}

/** A set of requests in one line. */
export function setText({ entryPoint, scheme, rule, serverName }: RequestSet): string {
  const behind =
    serverName === undefined ? '' : `, of connections with ${serverName}, whatever host they ask for`;
  return `${entryPoint} ${scheme}: ${rule}${behind}`;
}

function sideLines(rows: readonly SideRow[]): readonly string[] {
  const all: readonly SideRow[] = [{ title: '', before: 'before', after: 'after' }, ...rows];
  const [titles, befores] = [widest(all.map(({ title }) => title)), widest(all.map(({ before }) => before))];
  return all.map(({ title, before, after }) => {
    const mark = before === after ? ' ' : '≠';
    return `${indent}${title.padEnd(titles)}  ${before.padEnd(befores)}  ${title === '' ? ' ' : mark} ${after}`;
  });
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => text.length));
}

/** A cause in one line. */
export function causeText({ object, path, location, side }: Cause): string {
  const place = location ? `  ${formatLocation(location)}` : '';
  return `${objectText(object)}${path === '' ? '' : ` ${path}`} (${side})${place}`;
}

function objectLines({ added, removed, changed }: TrafficDiff['objects']): readonly string[] {
  const line = (mark: string, object: ReportedObject, paths: readonly string[] = []): string =>
    `  ${mark} ${objectText(object)}${paths.length === 0 ? '' : `  ${paths.join(', ')}`}`;
  const lines = [
    ...removed.map((object) => line('-', object)),
    ...added.map((object) => line('+', object)),
    ...changed.map(({ object, paths }) => line('~', object, paths)),
  ];
  if (lines.length === 0) return [];
  return [
    '',
    `objects: ${added.length} added, ${removed.length} removed, ${changed.length} changed`,
    ...lines,
  ];
}
