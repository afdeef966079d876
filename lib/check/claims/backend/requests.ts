import { Remembered } from '../../../core/base';
import {
  type Automaton,
  type Formula,
  prefixAutomaton,
  regexpAutomaton,
  takes,
  wordsAutomaton,
} from '../../../traefik/regions';
import {
  type HttpRequest,
  type MatcherNode,
  type RuleNode,
  pathPrefix,
  regexpProgram,
  toBytes,
} from '../../../traefik/rule';
import { all, any, holds, none } from '../../../traefik/ways';
import { type Dots, type PathEdit, ReadPaths } from './read-paths';
import { type Reading, foldCase } from './reading';

/** What is done to the paths of some requests before they are sent on; `unknown` where that cannot be laid out. */
export type KnownEdit = PathEdit | { readonly constant: string } | 'unknown';

/**
 * The requests of a rule whose path is what a backend makes of the one that it gets, as a condition on requests as they
 * come in. With `any` dots it may hold of more of them, never of fewer.
 */
export function readRequests(tree: RuleNode, reading: Reading, edit: KnownEdit, dots: Dots): Formula {
  const walk = (node: RuleNode, holdsThere: boolean): Formula => {
    if (node.kind === 'not') return walk(node.operand, !holdsThere);
    if (node.kind !== 'matcher') {
      const parts = node.operands.map((operand) => walk(operand, holdsThere));
      return (node.kind === 'and') === holdsThere ? all(...parts) : any(...parts);
    }
    if (!isOfPaths(node)) return holdsThere ? node : none(node);
    // How much is cut off is counted in decoded characters.
    if (edit === 'unknown' || ('cut' in edit && edit.cut > 0 && !reading.decodes)) return all();
    const { name, args } = node;
    const said = JSON.stringify([name, args, reading, holdsThere, dots, edit]);
    return readBefore.get(said, () => {
      const set = pathsOf(node, reading);
      if (!set) return unreadable(node);
      if ('constant' in edit) return takes(set, edit.constant) === holdsThere ? all() : none(all());
      return { kind: 'paths', automaton: new ReadPaths(set, reading, holdsThere, dots, edit) };
    });
  };
  return walk(tree, true);
}

/**
 * What matchers ask of paths, by all that it follows from. The routers and environments of a claim ask for the same paths,
 * of which a machine that is walked once knows the way.
 */
const readBefore = new Remembered<Formula>(1000);

/** Whether a rule takes a request whose path a backend has read. */
export function takesRead(tree: RuleNode, reading: Reading, request: HttpRequest, path: string): boolean {
  if (tree.kind === 'not') return !takesRead(tree.operand, reading, request, path);
  if (tree.kind !== 'matcher') {
    const test = (operand: RuleNode): boolean => takesRead(operand, reading, request, path);
    return tree.kind === 'and' ? tree.operands.every(test) : tree.operands.some(test);
  }
  if (!isOfPaths(tree)) return holds(tree, request);
  const set = pathsOf(tree, reading);
  return set !== undefined && takes(set, path);
}

/** A rule that takes all that another one does whatever the path is. */
export function withoutPaths(node: RuleNode, isNegated = false): RuleNode {
  if (node.kind === 'not') {
    const operand = withoutPaths(node.operand, !isNegated);
    return { ...node, operand };
  }
  if (node.kind !== 'matcher')
    return { ...node, operands: node.operands.map((operand) => withoutPaths(operand, isNegated)) };
  if (!isOfPaths(node)) return node;
  return isNegated ? pathPrefix('/').not().tree : pathPrefix('/').tree;
}

function isOfPaths({ name }: MatcherNode): boolean {
  return name === 'Path' || name === 'PathPrefix' || name === 'PathRegexp';
}

/** The paths that a matcher takes; undefined where its expression cannot be laid out. */
function pathsOf({ name, args: [written = ''] }: MatcherNode, { folds }: Reading): Automaton | undefined {
  const text = folds ? foldCase(written) : written;
  if (name === 'Path') return wordsAutomaton([text]);
  if (name === 'PathPrefix') return prefixAutomaton(text);
  const program = regexpProgram(toBytes(folds ? `(?i)${written}` : written));
  return program && regexpAutomaton(program);
}

/** A matcher that nobody can lay out: no matcher has this name. */
function unreadable(matcher: MatcherNode): MatcherNode {
  return { ...matcher, name: `Read${matcher.name}` };
}
