import { spawnSync } from 'node:child_process';
import {
  type ModFile,
  type Reading,
  type WorkFile,
  readModFile,
  readWorkFile,
} from '../../../lib/project/go';
import { Random } from '../muxer/random';
import { requirePart } from '../parts/parts';
import { type ModuleCase, ModuleGenerator } from './generate';

export interface ModuleComparison {
  /** Files that both read alike. */
  readonly read: number;
  /** Files in which both find fault at the same places. */
  readonly refused: number;
  /** What differs, with the file. */
  readonly differences: readonly string[];
}

/** Reads made-up go.mod and go.work files with this program and with golang.org/x/mod. */
export function compareModuleFiles(seed: number, count: number): ModuleComparison {
  const generator = new ModuleGenerator(new Random(seed));
  const cases = Array.from({ length: count }, () => generator.next());
  const theirs = ask(cases);
  let read = 0;
  let refused = 0;
  const differences: string[] = [];
  for (const [index, each] of cases.entries()) {
    const ours = JSON.stringify(told(each));
    const other = JSON.stringify(withoutMessages(theirs[index] ?? {}));
    if (ours !== other) differences.push(`${JSON.stringify(each)}\nthis program: ${ours}\nx/mod: ${other}`);
    else if (theirs[index]?.errors) refused++;
    else read++;
  }
  return { read, refused, differences };
}

interface Answer {
  readonly errors?: readonly { readonly line: number; readonly column: number }[] | null;
}

function withoutMessages(answer: Answer): unknown {
  return answer.errors ? { errors: answer.errors.map(({ line, column }) => [line, column]) } : answer;
}

function told({ kind, text }: ModuleCase): unknown {
  const { file, faults }: Reading<Partial<ModFile> & Partial<WorkFile>> =
    kind === 'work' ? readWorkFile(text) : readModFile(text, { lax: kind === 'lax' });
  if (faults.length > 0) return { errors: faults.map(({ spot }) => [spot.line, spot.column]) };
  const word = (each?: { spot: { line: number }; value: string }): unknown =>
    each ? { line: each.spot.line, value: each.value } : null;
  const list = <T>(all: readonly T[] | undefined, print: (each: T) => unknown): unknown =>
    all && all.length > 0 ? all.map(print) : null;
  return {
    errors: null,
    module: word(file.module),
    go: word(file.go),
    toolchain: word(file.toolchain),
    godebug: list(file.godebug, ({ spot, key, value }) => word({ spot, value: `${key}=${value}` })),
    require: list(file.require, ({ spot, path, version, indirect }) => ({
      path,
      version,
      line: spot.line,
      indirect,
    })),
    exclude: list(file.exclude, ({ spot, path, version }) => ({
      path,
      version,
      line: spot.line,
      indirect: false,
    })),
    replace: list(file.replace, ({ spot, old, by }) => ({
      line: spot.line,
      from: [old.path, old.version],
      to: [by.path, by.version],
    })),
    retract: list(file.retract, ({ spot, low, high }) => word({ spot, value: `${low}..${high}` })),
    tool: list(file.tool, word),
    ignore: list(file.ignore, word),
    use: list(file.use, word),
  };
}

function ask(cases: readonly ModuleCase[]): readonly Answer[] {
  const input = cases.map((each) => `${JSON.stringify(each)}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: 1024 ** 3, timeout: 300_000 } as const;
  const { stdout, status, stderr } = spawnSync(requirePart('go-modules'), [], options);
  if (status !== 0) throw new Error(`go-modules ended with ${String(status)}: ${stderr.slice(-2_000)}`);
  return stdout
    .trim()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
}
