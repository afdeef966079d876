import { type Profiler, Session } from 'node:inspector';
import { sep } from 'node:path';
import { packageFolder } from '../../../core/file';
import { samplesOf } from './regex-samples';

/** What the code of a program holds that a value may be compared with. */
export interface Constants {
  /** Words of the functions that ran: their texts, keys, names, and texts that their regular expressions take. */
  readonly texts: readonly string[];
  /** Further words of the files that these functions stand in, and of the libraries that they called. */
  readonly others: readonly string[];
  readonly numbers: readonly number[];
}

/** So many are tried; programs of more are rare, and what runs comes first. */
const most = { texts: 120, others: 150, numbers: 60 };

/** A program whose code is looked into. */
export interface Run {
  readonly run: () => void;
  /** Further code that is known to belong to it. */
  readonly source: string;
}

/**
 * The constants of the code that runs when programs make their objects, of each. A program that compares a value with
 * something mostly has it written down somewhere, and V8 tells which functions ran and how they read.
 */
export function constantsOf(runs: readonly Run[]): readonly Constants[] {
  return codeThatRuns(runs).map((found, index) => constantsIn(found, runs[index]?.source ?? ''));
}

function constantsIn(found: readonly Code[], source: string): Constants {
  const own = found.filter(({ isLibrary }) => !isLibrary);
  const ran = [source, ...own.flatMap(({ functions }) => functions)].join('\n');
  const around = own.map(({ text }) => text).join('\n');
  const libraries = found.filter(({ isLibrary }) => isLibrary).flatMap(({ functions }) => functions);
  const texts = new Set([...literalsIn(ran), ...namesIn(ran)].slice(0, most.texts));
  const others = [...literalsIn(around), ...literalsIn(libraries.join('\n')), ...namesIn(around)];
  const numbers = [...numbersIn(ran), ...numbersIn(around)];
  return {
    texts: [...texts],
    others: [...new Set(others)].filter((text) => !texts.has(text)).slice(0, most.others),
    numbers: [...new Set(numbers)].slice(0, most.numbers),
  };
}

interface Code {
  readonly isLibrary: boolean;
  readonly text: string;
  readonly functions: readonly string[];
}

/** To begin and to end to count, V8 walks over all objects of the process, so that is done once for all runs. */
function codeThatRuns(runs: readonly Run[]): readonly (readonly Code[])[] {
  // Whoever measures coverage of this process would lose it: there is one such measurement a process.
  if (process.env['NODE_V8_COVERAGE'] !== undefined) return runs.map(() => []);
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const scriptsOf = runs.map(({ run }) => {
      let scripts: readonly Profiler.ScriptCoverage[] = [];
      run();
      // Counting begins anew with what is taken.
      session.post('Profiler.takePreciseCoverage', (_, found) => void (scripts = found.result));
      return scripts;
    });
    session.post('Profiler.stopPreciseCoverage');
    return scriptsOf.map((scripts) => scripts.flatMap((script) => codeOf(session, script)));
  } finally {
    session.disconnect();
  }
}

function codeOf(session: Session, { scriptId, url, functions }: Profiler.ScriptCoverage): readonly Code[] {
  if (url === '' || url.startsWith('node:')) return [];
  const text = sourceOf(session, scriptId);
  const ran = functions.flatMap(({ functionName, ranges: [range] }) =>
    range && range.count > 0 && functionName !== '' ? [text.slice(range.startOffset, range.endOffset)] : [],
  );
  const anonymous = functions.flatMap(({ functionName, ranges: [range] }) =>
    range && range.count > 0 && functionName === '' && range.startOffset > 0
      ? [text.slice(range.startOffset, range.endOffset)]
      : [],
  );
  return [{ isLibrary: isLibrary(url), text, functions: [...ran, ...anonymous] }];
}

const sources = new Map<string, string>();

/**
 * The text of a script, which never changes. V8 gives it to debuggers alone, and tells one that comes of all scripts there
 * are, so it is asked only where something ran that has not run before.
 */
function sourceOf(session: Session, scriptId: string): string {
  const known = sources.get(scriptId);
  if (known !== undefined) return known;
  let text = '';
  session.post('Debugger.enable');
  session.post('Debugger.getScriptSource', { scriptId }, (_, found) => void (text = found.scriptSource));
  sources.set(scriptId, text);
  return text;
}

/** The folders of this library's own code: its sources, and what is built of them. */
const libraryFolders = ['lib', 'build/lib'].map(
  (folder) => `${packageFolder().split(sep).join('/')}/${folder}/`,
);

function isLibrary(url: string): boolean {
  const path = url.replace(/^file:\/\//, '').replaceAll('\\', '/');
  return path.includes('/node_modules/') || libraryFolders.some((folder) => path.startsWith(folder));
}

/** Texts in quotes, the fixed parts of template literals, and texts that regular expressions take. */
function literalsIn(code: string): readonly string[] {
  const quoted = [...code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)];
  const texts = quoted.flatMap(([, single, double, template]) => {
    if (template !== undefined) return template.split(/\$\{[^}]*\}/).map(unescaped);
    return [unescaped(single ?? double ?? '')];
  });
  const expressions = [
    ...code.matchAll(
      /\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\//g,
    ),
  ];
  const patterns = [
    ...expressions.map(([, pattern = '']) => pattern),
    ...texts.filter((text) => /[\\^$*+?(|[]/.test(text)),
  ];
  const samples = patterns.filter((pattern) => pattern.length < 200).flatMap(samplesOf);
  return [...new Set([...texts, ...samples])].filter((text) => text !== '' && text.length <= 100);
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(u\{?[0-9a-fA-F]+\}?|x[0-9a-fA-F]{2}|.)/gs, (_, escape: string) => {
    const code = /^[ux]\{?([0-9a-fA-F]+)/.exec(escape)?.[1];
    if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
    return { n: '\n', t: '\t', r: '\r' }[escape] ?? escape;
  });
}

/** Names are words as well: of keys, and of what is looked up by them. */
function namesIn(code: string): readonly string[] {
  return [...new Set(code.match(/[A-Za-z_$][\w$]{0,40}/g) ?? [])];
}

function numbersIn(code: string): readonly number[] {
  const found = code.match(/(?<![\w.])(?:0x[0-9a-f]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)/gi) ?? [];
  return found.map((text) => Number(text.replaceAll('_', ''))).filter(Number.isFinite);
}
