import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DiffSide, type TrafficDiff, diffTraffic } from '../../check/changes';
import { type Reading, trafficOf } from '../../project/source';
import { diffMarkdown, diffText } from '../../tools/diff';
import { formatJson } from '../../traefik/model';
import { oneOf, parseArguments } from '../arguments';
import { type Command, type Surroundings, UsageError } from '../command';
import { readReading } from '../inputs';

/** What a change does to traffic, of each environment below two folders that synth wrote. */
export const diffAll: Command['run'] = (args, surroundings) => {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { output: { type: 'string', short: 'o', default: 'markdown' } },
  });
  const format = oneOf('--output', values.output, ['markdown', 'text', 'json']);
  const [from, to, ...rest] = positionals;
  if (from === undefined || to === undefined || rest.length > 0)
    throw new UsageError('name two folders of manifests to compare: FROM and TO');
  const names = [...new Set([...environmentsIn(from), ...environmentsIn(to)])].toSorted();
  if (names.length === 0) throw new UsageError(`neither ${from} nor ${to} has a folder of an environment`);
  const diffs = names.map((name) => {
    surroundings.progress?.(`comparing ${name}`);
    return [name, diffOf(join(from, name), join(to, name), surroundings)] as const;
  });
  if (format === 'json') surroundings.out(`${formatJson({ environments: Object.fromEntries(diffs) })}\n`);
  else if (format === 'text')
    for (const [name, diff] of diffs) surroundings.out(`${name}\n${diffText(diff)}\n`);
  else surroundings.out(markdownOf(diffs, existsSync(from)));
  return 0;
};

function environmentsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}

/** One of the two may be missing: an environment that is new, or gone. */
function diffOf(from: string, to: string, surroundings: Surroundings): TrafficDiff {
  const read = (folder: string): Reading | undefined =>
    existsSync(folder) ? readReading({ filename: [folder] }, surroundings) : undefined;
  const [before, after] = [read(from), read(to)];
  return diffTraffic(sideOf(before, after), sideOf(after, before));
}

/** What is not there has no objects, behind the Traefik of what is. */
function sideOf(reading: Reading | undefined, other: Reading | undefined): DiffSide {
  const { facts = {}, objects } = reading ?? { facts: other?.facts, objects: [] };
  return { objects, facts, model: trafficOf({ objects, facts }) };
}

function markdownOf(diffs: readonly (readonly [string, TrafficDiff])[], hasBefore: boolean): string {
  const told = diffs.flatMap(([name, diff]) => {
    const text = diffMarkdown(diff);
    return text === '' ? [] : [`## ${name}\n\n${text}`];
  });
  if (told.length === 0) return '';
  const note = hasBefore ? [] : ['The target branch has no manifests to compare with: all counts as new.\n'];
  return [...note, ...told].join('\n');
}
