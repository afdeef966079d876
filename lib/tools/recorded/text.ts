import { printable } from '../../core/finding';
import { curlLine } from '../../traefik/request';
import type { Verification } from './verify';

/** Differences that are printed. */
const most = 20;

/** A verification for people. */
export function verificationText({ requests, distinct, backends, differences }: Verification): string {
  const lines = differences
    .slice(0, most)
    .flatMap(({ request, line, count, differs, before, after }) => [
      `line ${line}${count > 1 ? ` and ${count - 1} more` : ''}: ${differs.join(', ')}`,
      `  ${curlLine(request)}`,
      `  before  ${before}`,
      `  after   ${after}`,
    ]);
  const left = differences.length - most;
  return [
    differences.length === 0
      ? `All ${requests} requests (${distinct} different ones) fare as before.`
      : `${differences.length} of ${distinct} different requests fare otherwise.`,
    ...lines,
    ...(left > 0 ? [`and ${left} more (-o json has them)`] : []),
    ...Object.entries(backends).map(([from, to]) => `backend ${from} is ${to}`),
    '',
  ]
    .map(printable)
    .join('\n');
}
