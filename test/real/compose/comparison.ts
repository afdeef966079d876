import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isPlainMap } from '../../../lib/core/base';
import { type ComposeOptions, readCompose } from '../../../lib/project/compose';
import { requirePart } from '../parts/parts';
import { Random } from '../muxer/random';
import { type ComposeCase, ComposeGenerator } from './generate';

export interface ComposeComparison {
  /** Projects that both read alike. */
  readonly read: number;
  /** Projects that both refuse. */
  readonly refused: number;
  /** What differs, with the project's files. */
  readonly differences: readonly string[];
}

/** Reads made-up projects with this program and with compose-go, in a folder that is removed at the end. */
export function compareComposeProjects(seed: number, count: number): ComposeComparison {
  const generator = new ComposeGenerator(new Random(seed));
  const root = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-compose-'));
  try {
    const cases = Array.from({ length: count }, () => generator.next());
    const folders = cases.map((each, index) => written(each, join(root, String(index))));
    const theirs = ask(cases.map((each, index) => question(each, folders[index] ?? root)));
    let read = 0;
    let refused = 0;
    const differences: string[] = [];
    for (const [index, each] of cases.entries()) {
      const found = difference(each, folders[index] ?? root, theirs[index] ?? {});
      if (found === 'read') read++;
      else if (found === 'refused') refused++;
      else differences.push(`${found}\n${JSON.stringify(each, undefined, 1)}`);
    }
    return { read, refused, differences };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Answer {
  readonly project?: unknown;
  readonly error?: string;
}

function difference({ ask: asked }: ComposeCase, folder: string, theirs: Answer): string {
  const { project, problems } = readCompose(optionsOf(asked, folder));
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (!project)
    return theirs.error === undefined ? `only this program refuses it: ${errors.join(' ')}` : 'refused';
  if (theirs.error !== undefined) return `only compose-go refuses it: ${theirs.error}`;
  const { name, services, networks, volumes, secrets, configs } = project;
  const ours = comparable({ name, services, networks, volumes, secrets, configs });
  const other = comparable(theirs.project);
  return JSON.stringify(ours) === JSON.stringify(other)
    ? 'read'
    : `this program: ${JSON.stringify(ours)}\ncompose-go: ${JSON.stringify(other)}`;
}

/** Where Go prints what is empty, or null, or leaves out what is true by default, for reasons of its own. */
function comparable(value: unknown, path: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => comparable(item, [...path, '[]']));
  if (!isPlainMap(value)) return value;
  const isFree = path.some((key) => key === 'labels' || key === 'environment');
  const entries = Object.keys(value)
    .toSorted()
    .map((key) => [key, comparable(value[key], [...path, key])] as const)
    .filter(([key, child]) => {
      if (isFree) return true;
      if (key.startsWith('x-') || (child === null && (key === 'command' || key === 'entrypoint')))
        return false;
      if (key === 'required' && path.includes('env_file')) return child !== true;
      const mayBeEmpty = path.length === 0 || ['ipam', 'resources', 'placement', 'args'].includes(key);
      return !(mayBeEmpty && isPlainMap(child) && Object.keys(child).length === 0);
    });
  return Object.fromEntries(entries);
}

function written({ files }: ComposeCase, folder: string): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function optionsOf(
  { environment = [], files, profiles, envFiles, name }: ComposeCase['ask'],
  directory: string,
): ComposeOptions {
  const variables = environment.map((line) => [
    line.slice(0, line.indexOf('=')),
    line.slice(line.indexOf('=') + 1),
  ]);
  return {
    directory,
    files,
    profiles,
    envFiles,
    projectName: name,
    environment: Object.fromEntries(variables),
  };
}

function question({ ask: asked }: ComposeCase, directory: string): object {
  const files = asked.files?.map((file) => join(directory, file));
  return { ...asked, directory, files, projectName: asked.name };
}

function ask(questions: readonly object[]): readonly Answer[] {
  const input = questions.map((each) => `${JSON.stringify(each)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 1024 ** 3, timeout: 300_000 } as const;
  const { stdout, status, stderr } = spawnSync(requirePart('compose-go'), [], options);
  if (status !== 0) throw new Error(`compose-go ended with ${String(status)}: ${stderr.slice(-2_000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}
