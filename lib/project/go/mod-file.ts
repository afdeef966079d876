import {
  type Directive,
  DirectiveError,
  type Mutable,
  laxDirectives,
  modDirectives,
  workDirectives,
  fail,
} from './mod-directives';
import { type ModBlock, type ModLine, ModSyntaxError, modStatements } from './mod-syntax';
import type { ModFault, ModFile, Reading, WorkFile } from './mod-types';

/**
 * Reads a go.mod file as golang.org/x/mod/modfile does: `Parse`, or with `lax` what `ParseLax` takes of the file of a
 * dependency. A file with faults has what stands on its other lines.
 */
export function readModFile(text: string, { lax = false } = {}): Reading<ModFile> {
  const file: Mutable<ModFile> = {
    godebug: [],
    replace: [],
    require: [],
    exclude: [],
    retract: [],
    tool: [],
    ignore: [],
  };
  const blocks = ['module', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore'];
  return {
    file,
    faults: readLines(text, file, { directives: lax ? laxDirectives : modDirectives, blocks, lax }),
  };
}

/** Reads a go.work file as golang.org/x/mod/modfile's `ParseWork` does. */
export function readWorkFile(text: string): Reading<WorkFile> {
  const file: Mutable<WorkFile> = { godebug: [], replace: [], use: [] };
  const blocks = ['godebug', 'use', 'replace'];
  return { file, faults: readLines(text, file, { directives: workDirectives, blocks, lax: false }) };
}

interface Dialect<F> {
  readonly directives: Readonly<Record<string, Directive<F>>>;
  /** Directives that may stand in blocks. */
  readonly blocks: readonly string[];
  /** Whether what is unknown is passed over. */
  readonly lax: boolean;
}

function readLines<F>(text: string, file: Mutable<F>, { directives, blocks, lax }: Dialect<F>): ModFault[] {
  const faults: ModFault[] = [];
  const read = (verb: string, words: readonly string[], line: ModLine): void => {
    try {
      const directive = Object.hasOwn(directives, verb) ? directives[verb] : undefined;
      if (directive) directive(file, words, line);
      else if (!lax) fail(`unknown directive: ${verb}`);
    } catch (error) {
      if (!(error instanceof DirectiveError)) throw error;
      faults.push({ spot: line.spot, reason: error.message });
    }
  };
  for (const statement of statementsOf(text, faults)) {
    const [verb = '', ...rest] = statement.words;
    if (!('lines' in statement)) read(verb, rest, statement);
    else if (rest.length === 0 && blocks.includes(verb)) {
      for (const line of statement.lines) read(verb, line.words, line);
    } else if (!lax) {
      faults.push({ spot: statement.spot, reason: `unknown block type: ${statement.words.join(' ')}` });
    }
  }
  return faults;
}

function statementsOf(text: string, faults: ModFault[]): readonly (ModLine | ModBlock)[] {
  try {
    return modStatements(text);
  } catch (error) {
    if (!(error instanceof ModSyntaxError)) throw error;
    faults.push({ spot: error.spot, reason: error.message });
    return [];
  }
}
