import { fixedFiles } from '../check/fix';
import { shownRequest } from '../check/rules';
import { readText, writeText } from '../core/file';
import { printable, ruleOf } from '../core/finding';
import { type Reading, clusterOf, trafficOf } from '../project/source';
import { type Answer, compareTraffic } from '../traefik/difference';
import { type Surroundings, UsageError } from './command';
import { type InputValues, readReading } from './inputs';

/**
 * Mends what can be mended for certain, in the files themselves, and tells what that changes.
 *
 * @throws UsageError where objects are not of files
 */
export function fix(values: InputValues, surroundings: Surroundings): void {
  for (const source of [...(values.filename ?? []), ...(values.env ?? []).map((name) => `env:${name}`)]) {
    if (source === '-' || /^(?:env|git|live):/.test(source))
      throw new UsageError(`--fix rewrites files, and ${source} is none: name files with -f`);
  }
  const silent = { ...surroundings, err: () => undefined };
  const before = readReading(values, silent);
  const fixed = fixedFiles(before.objects, clusterOf(before), readText);
  for (const { file, text, done, left } of fixed) {
    if (done.length > 0) writeText(file, text);
    const say = (word: string, rule: (typeof done)[number]['rule'], title: string): void =>
      surroundings.err(`${word} ${printable(file)}: ${ruleOf(rule).code} ${printable(title)}\n`);
    for (const { rule, title } of done) say('fixed', rule, title);
    for (const { rule, title } of left) say('by hand', rule, title);
  }
  const isChanged = fixed.some(({ done }) => done.length > 0);
  if (isChanged) surroundings.err(changeOfTraffic(before, readReading(values, silent)));
}

/** How many differences are shown. */
const shown = 20;

/** What becomes of requests after a fix that became otherwise of them before. */
function changeOfTraffic(before: Reading, after: Reading): string {
  const { differences, undecided } = compareTraffic(trafficOf(before), trafficOf(after));
  if (differences.length === 0 && undecided.length === 0) return 'Traffic stays the same.\n';
  const all = new Set(
    differences.map(
      ({ request, answers: [was, is] }) => `${shownRequest(request)}: ${answerText(was)} → ${answerText(is)}`,
    ),
  );
  const lines = [...all].slice(0, shown);
  const more = all.size - lines.length;
  return [
    'Traffic changes, with one request for each kind of change:',
    ...lines,
    ...(more > 0 ? [`${more} more`] : []),
    ...new Set(undecided.map(({ reason }) => `not decided: ${reason}`)),
  ]
    .map((line, index) => `${index === 0 ? '' : '  '}${printable(line)}\n`)
    .join('');
}

function answerText({ outcome, status, location, backends, guards }: Answer): string {
  const told = [outcome, status, location, ...backends].filter((part) => part !== null).join(' ');
  return guards.length === 0 ? told : `${told} behind ${guards.join(', ')}`;
}
