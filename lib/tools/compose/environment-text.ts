import { isPlainMap, itemAt } from '../../core/base';
import { type FieldPath, cut, printable } from '../../core/finding';
import { parseYaml, stringifyYamlValue } from '../../core/yaml';
import type { PlainMap } from './layers';

/** A comment above the value at a path; the file's head without one. */
export interface Comment {
  readonly at: FieldPath;
  readonly text: string;
}

/** Sections of a file, and keys of a service or job, in the order in which people look for them. */
const order = {
  file: [
    'namespace',
    'domain',
    'vars',
    'traefik',
    'existing',
    'issuer',
    'defaults',
    'services',
    'jobs',
    'kubernetesServices',
    'objects',
    'routes',
    'middlewares',
  ],
  workload: [
    'image',
    'imagePullPolicy',
    'runtime',
    'command',
    'args',
    'workingDir',
    'ports',
    'replicas',
    'env',
    'config',
    'mounts',
    'volumeClaims',
    'writable',
    'probes',
    'resources',
  ],
} as const;

function inOrder(value: PlainMap, keys: readonly string[]): PlainMap {
  const rank = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b)));
}

function sortedSection(name: string, section: unknown): unknown {
  if (!['services', 'jobs'].includes(name) || !isPlainMap(section)) return section;
  const workloads = Object.entries(section).map(([key, each]) => [
    key,
    isPlainMap(each) ? inOrder(each, order.workload) : each,
  ]);
  return Object.fromEntries(workloads);
}

/** A layer of environments as a text that people go on with: in the usual order, with comments. */
export function environmentText(value: PlainMap, comments: readonly Comment[]): string {
  const sections = Object.entries(inOrder(value, order.file)).map(([name, section]) => [
    name,
    sortedSection(name, section),
  ]);
  const sorted: PlainMap = Object.fromEntries(sections);
  const head = [...new Set(comments.filter(({ at }) => at.length === 0).map(({ text }) => text))].flatMap(
    (text) => linesOf(text).map((line) => `# ${line}\n`),
  );
  if (Object.keys(sorted).length === 0) return head.join('');
  const yaml = stringifyYamlValue(sorted);
  const [document] = parseYaml(yaml, 'environment').documents;
  const byLine = new Map<number, Set<string>>();
  for (const { at, text } of comments) {
    if (at.length === 0 || itemAt(sorted, at) === undefined) continue;
    const number = document?.locate(at).line ?? 1;
    byLine.set(number, (byLine.get(number) ?? new Set()).add(text));
  }
  const lines = yaml.split('\n').flatMap((text, index) => {
    const indent = /^ */.exec(text)?.[0] ?? '';
    const isSection = index > 0 && /^[a-zA-Z]/.test(text);
    return [
      ...(isSection ? [''] : []),
      ...Array.from(byLine.get(index + 1) ?? []).flatMap((each) =>
        linesOf(each).map((line) => `${indent}# ${line}`),
      ),
      text,
    ];
  });
  return `${head.join('')}${head.length > 0 ? '\n' : ''}${lines.join('\n')}`;
}

/** Of one comment, and of one line. */
const longest = { comment: 600, line: 110 } as const;

/** A comment as lines of words. */
function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of printable(cut(text, longest.comment)).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < longest.line)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
