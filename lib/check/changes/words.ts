import { type Difference, fateOf } from '../../traefik/difference';
import { type Lane } from '../../traefik/ways';
import type { Trace } from '../../traefik/model';
import type { ChangeKind } from './kinds';

/** A change in one sentence: what it is, and what becomes of the example before and after. */
export function messageOf(kind: ChangeKind, difference: Difference): string {
  const [before, after] = difference.traces;
  const [was, is] = [fateOf(before), fateOf(after)];
  const { guards } = difference.answers[0];
  const now = difference.answers[1].guards;
  switch (kind) {
    case 'guard-removed':
      return `These requests no longer pass ${listed(guards.filter((guard) => !now.includes(guard)))}: they are ${is}.`;
    case 'guard-added':
      return `These requests now pass ${listed(now.filter((guard) => !guards.includes(guard)))} first.`;
    case 'rewritten':
      return `What the backend receives differs: ${rewriting(before, after)}.`;
    case 'tls':
      return `The TLS options of these connections change from ${optionsOf(before)} to ${optionsOf(after)}${before.tls?.options === after.tls?.options ? ', which say something else now' : ''}.`;
    case 'chance':
      return chanceMessage(difference);
    case 'unknown':
      return `What becomes of these requests depends on something that is not in them: they were ${was} and are now ${is}.`;
    default:
      return `These requests were ${was} and are now ${is}.`;
  }
}

function rewriting(before: Trace, after: Trace): string {
  const [was, is] = [before.forwarded, after.forwarded];
  if (!was || !is) return 'it is not known';
  const parts = [
    ...(was.method === is.method ? [] : [`method ${was.method} → ${is.method}`]),
    ...(was.url === is.url ? [] : [`${was.url} → ${is.url}`]),
    ...[...new Set([...Object.keys(was.headers), ...Object.keys(is.headers)])]
      .filter((name) => JSON.stringify(was.headers[name]) !== JSON.stringify(is.headers[name]))
      .map((name) => `header ${name}`),
  ];
  return parts.join(', ');
}

function optionsOf({ tls }: Trace): string {
  if (!tls) return 'none';
  return tls.passthrough ? 'those of the backend (passthrough)' : `"${tls.options}"`;
}

function chanceMessage({ seats, chance }: Difference): string {
  const [before, after] = [chance?.before ?? [], chance?.after ?? []];
  const own = (side: 0 | 1, rivals: readonly Lane[]): string =>
    listed([seats[side].lane, ...rivals].flatMap((lane) => (lane ? [nameOf(lane)] : [])));
  if (chance?.stood && after.length > 0) {
    const { lane } = seats[1];
    const changed = lane ? nameOf(lane) : 'one of them';
    return `Chance decides between ${own(1, after)} as before, and ${changed} does otherwise than it did.`;
  }
  if (after.length === 0) return `Chance decides no longer between ${own(0, before)}.`;
  return before.length === 0
    ? `Chance decides now between ${own(1, after)}: they have one priority and answer otherwise.`
    : `Chance decides between ${own(1, after)}, as it did between ${own(0, before)}, and they do otherwise than those did.`;
}

function nameOf({ source, router }: Lane): string {
  return source ? `${source.kind} ${source.namespace}/${source.name}` : router;
}

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** How many regions were compared, as a sentence. */
export function regionsText(regions: number): string {
  const what = regions === 1 ? '1 region of requests was' : `${regions} regions of requests were`;
  return `${what} held against each other.`;
}
