import { isPlainMap, itemAt } from '../../core/base';
import { type FieldPath, type Location, cut, formatLocation, printable } from '../../core/finding';
import { parseYaml, stringifyYamlValue } from '../../core/yaml';
import { codeOf } from './catalogue';
import { shownLocation } from './entry';
import type { PlainMap } from './layers';
import { type Outcome, severityOf } from './outcome';

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
  const head = comments.filter(({ at }) => at.length === 0).map(({ text }) => `# ${line(text)}\n`);
  if (Object.keys(sorted).length === 0) return head.join('');
  const yaml = stringifyYamlValue(sorted);
  const [document] = parseYaml(yaml, 'environment').documents;
  const byLine = new Map<number, Set<string>>();
  for (const { at, text } of comments) {
    if (at.length === 0 || itemAt(sorted, at) === undefined) continue;
    const number = document?.locate(at).line ?? 1;
    byLine.set(number, (byLine.get(number) ?? new Set()).add(line(text)));
  }
  const lines = yaml.split('\n').flatMap((text, index) => {
    const indent = /^ */.exec(text)?.[0] ?? '';
    const isSection = index > 0 && /^[a-zA-Z]/.test(text);
    return [
      ...(isSection ? [''] : []),
      ...Array.from(byLine.get(index + 1) ?? [], (each) => `${indent}# ${each}`),
      text,
    ];
  });
  return `${head.join('')}${head.length > 0 ? '\n' : ''}${lines.join('\n')}`;
}

const longest = 400;

function line(text: string): string {
  return printable(cut(text, longest));
}

/** What comments say of outcomes: where a service or job came from, and what somebody has to look at. */
export function commentsOf(
  outcomes: readonly (Outcome & { readonly location: Location })[],
  directory: string,
): readonly Comment[] {
  return outcomes.flatMap((outcome): Comment[] => {
    const { to, code, location, message } = outcome;
    if (code === null || to === undefined || severityOf(outcome) === 'info') return [];
    const place = formatLocation(shownLocation(location, directory));
    return [{ at: to, text: `${code} ${place}: ${message ?? codeOf(code).what}` }];
  });
}
