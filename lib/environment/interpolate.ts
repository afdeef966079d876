import type { FieldPath, Problem } from '../manifest';
import {
  type MapNode,
  type Node,
  type Origin,
  type ScalarNode,
  type Source,
  listNode,
  mapNode,
  scalarNode,
} from './node';
import { TemplateError, type TemplatePart, isTemplate, parseTemplate } from './template';
import { checkVariableName, definitionOf, fixForUnknown, isBuiltIn, pathOfVariable } from './variable-names';

/** Environment variables of a process, as `process.env` has them. */
export type ProcessVariables = Readonly<Record<string, string | undefined>>;

/** Bytes, about, that variables may add to one environment before it is taken for a mistake. */
const maxExpansion = 1 << 24;

/** Variables that may refer to one another in a chain. */
const maxChain = 100;

/** Levels of maps and lists that variables may build. */
const maxHeight = 200;

/** The environment with all variables replaced by their values; what cannot be replaced is reported. */
export function interpolate(
  root: MapNode,
  environment: string,
  variables: ProcessVariables,
): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const interpolator = new Interpolator(root, environment, variables);
  return { root: interpolator.root(), problems: interpolator.problems };
}

type Resolved = { readonly node: Node; readonly source: Source };

class Interpolator {
  readonly problems: Problem[] = [];
  private readonly resolved = new Map<string, Node>();
  private readonly resolving: string[] = [];
  private expansion = 0;

  constructor(
    private readonly tree: MapNode,
    private readonly environment: string,
    private readonly variables: ProcessVariables,
  ) {}

  root(): MapNode {
    const entries = new Map<string, Node>();
    for (const [key, child] of this.tree.entries) {
      if (key === 'vars' && child.kind === 'map') entries.set(key, this.vars(child));
      else if (key === 'namespace' || key === 'domain') entries.set(key, this.definition(key, child));
      else entries.set(key, this.node(child, [key]));
    }
    return mapNode(entries, this.tree.origin);
  }

  private vars(vars: MapNode): MapNode {
    const entries = new Map<string, Node>();
    for (const [name, child] of vars.entries) {
      const problem = checkVariableName(name, child);
      if (problem) this.problems.push(problem);
      entries.set(name, isBuiltIn(name) ? this.node(child, ['vars', name]) : this.definition(name, child));
    }
    return mapNode(entries, vars.origin);
  }

  private node(node: Node, path: FieldPath): Node {
    if (node.kind === 'list') {
      return listNode(
        node.items.map((item, index) => this.node(item, [...path, index])),
        node.origin,
      );
    }
    if (node.kind === 'map') {
      const entries = Array.from(
        node.entries,
        ([key, child]) => [key, this.entry(key, child, path)] as const,
      );
      return mapNode(new Map(entries), node.origin);
    }
    return typeof node.value === 'string' && isTemplate(node.value)
      ? this.text(node, node.value, path)
      : node;
  }

  private entry(key: string, child: Node, path: FieldPath): Node {
    if (/\$\{[A-Za-z_]/.test(key)) {
      this.report('variable-in-key', child.origin, `The key ${JSON.stringify(key)} has a variable in it.`, {
        field: [...path, key],
        consequence: 'Keys are names; variables are replaced in values only.',
        fix: 'Write the name out.',
      });
    }
    return this.node(child, [...path, key]);
  }

  private text(node: ScalarNode, text: string, path: FieldPath): Node {
    const parts = this.parts(node, text, path);
    if (!parts) return broken(node);
    const [first] = parts;
    if (parts.length === 1 && first && first.kind !== 'text') return this.whole(node, first, path);
    const joined = this.join(parts, node, path);
    return joined ? scalarNode(joined.text, { ...node.origin, sources: joined.sources }) : broken(node);
  }

  private parts(node: ScalarNode, text: string, path: FieldPath): readonly TemplatePart[] | undefined {
    try {
      return parseTemplate(text);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      this.report('variable-syntax', node.origin, error.message, { field: path, fix: error.fix });
      return undefined;
    }
  }

  /** A scalar that is nothing but one variable takes its value as it is, with its type. */
  private whole(node: ScalarNode, part: Exclude<TemplatePart, { kind: 'text' }>, path: FieldPath): Node {
    const value = this.value(part, node, path);
    if (!value || !this.expand(value.node, node.origin, path)) return broken(node);
    const origin: Origin = {
      place: node.origin.place,
      sources: [value.source, ...value.node.origin.sources],
    };
    return { ...value.node, origin };
  }

  private join(
    parts: readonly TemplatePart[],
    node: ScalarNode,
    path: FieldPath,
  ): { text: string; sources: readonly Source[] } | undefined {
    let text = '';
    let failed = false;
    const sources: Source[] = [];
    for (const part of parts) {
      if (part.kind === 'text') {
        text += part.text;
        continue;
      }
      const value = this.value(part, node, path);
      if (!value || !this.isText(value, node, path) || !this.expand(value.node, node.origin, path)) {
        failed = true;
        continue;
      }
      text += String(value.node.value);
      sources.push(value.source, ...value.node.origin.sources);
    }
    return failed ? undefined : { text, sources };
  }

  private isText(
    value: Resolved,
    node: ScalarNode,
    path: FieldPath,
  ): value is Resolved & { node: ScalarNode } {
    if (value.node.kind === 'scalar') return true;
    this.report(
      'variable-type',
      node.origin,
      `The variable "${value.source.name}" is a ${value.node.kind} and cannot stand within text.`,
      {
        field: path,
        fix: `Let \${${value.source.name}} be the whole value, or use a variable that is text.`,
      },
    );
    return false;
  }

  private value(
    part: Exclude<TemplatePart, { kind: 'text' }>,
    node: ScalarNode,
    path: FieldPath,
  ): Resolved | undefined {
    return part.kind === 'variable'
      ? this.variable(part.name, node, path)
      : this.fromProcess(part, node, path);
  }

  private fromProcess(
    part: Extract<TemplatePart, { kind: 'environment' }>,
    node: ScalarNode,
    path: FieldPath,
  ): Resolved | undefined {
    const source: Source = { name: `env:${part.name}` };
    const set = Object.hasOwn(this.variables, part.name) ? this.variables[part.name] : undefined;
    if (set !== undefined && (set !== '' || !part.fallback)) {
      return { node: scalarNode(set, { place: node.origin.place, sources: [] }, { untyped: true }), source };
    }
    if (part.fallback) {
      const joined = this.join(part.fallback, node, path);
      return (
        joined && {
          node: scalarNode(
            joined.text,
            { place: node.origin.place, sources: joined.sources },
            { untyped: true },
          ),
          source: { name: `${source.name} (unset)` },
        }
      );
    }
    this.report(
      'unset-environment-variable',
      node.origin,
      `The environment variable ${part.name} is not set.`,
      {
        field: path,
        fix: `Set it where the program runs, or give a fallback: \${env:${part.name}:-…}.`,
      },
    );
    return undefined;
  }

  private variable(name: string, node: ScalarNode, path: FieldPath): Resolved | undefined {
    if (name === 'environment') {
      return {
        node: scalarNode(this.environment, { place: node.origin.place, sources: [] }),
        source: { name },
      };
    }
    const definition = definitionOf(this.tree, name);
    if (!definition) {
      this.report('unknown-variable', node.origin, `There is no variable "${name}".`, {
        field: path,
        fix: fixForUnknown(name, this.tree, this.variables),
      });
      return undefined;
    }
    const value = this.definition(name, definition);
    if (value.kind === 'scalar' && value.broken) return undefined;
    return { node: value, source: { name, place: definition.origin.place } };
  }

  /** The value of a variable, worked out once. */
  private definition(name: string, node: Node): Node {
    const known = this.resolved.get(name);
    if (known) return known;
    const path = pathOfVariable(name);
    const open = this.resolving.indexOf(name);
    if (open >= 0) {
      const cycle = [...this.resolving.slice(open), name].join(' → ');
      this.report('variable-cycle', node.origin, `The variables refer to each other in a circle: ${cycle}.`, {
        field: path,
        fix: 'Write out the value of one of them.',
      });
      return broken(node);
    }
    if (this.resolving.length >= maxChain) {
      this.report(
        'variable-chain',
        node.origin,
        `More than ${maxChain} variables refer to one another in a chain.`,
        {
          field: path,
          fix: 'Write out the value of some of them.',
        },
      );
      return broken(node);
    }
    this.resolving.push(name);
    const value = this.node(node, path);
    this.resolving.pop();
    this.resolved.set(name, value);
    return value;
  }

  /** Counts what a variable adds, so that variables of variables cannot grow without bound. */
  private expand(value: Node, origin: Origin, path: FieldPath): boolean {
    const before = this.expansion;
    this.expansion += value.size;
    if (path.length + value.height > maxHeight) {
      this.report(
        'variable-expansion',
        origin,
        `With its variables this nests deeper than ${maxHeight} levels.`,
        {
          field: path,
          fix: 'Use fewer variables of variables.',
        },
      );
      return false;
    }
    if (this.expansion <= maxExpansion) return true;
    if (before <= maxExpansion) {
      this.report(
        'variable-expansion',
        origin,
        `Variables make the environment larger than ${maxExpansion >> 20} MiB.`,
        {
          field: path,
          consequence: 'No cluster takes objects of such a size.',
          fix: 'Use fewer variables of variables.',
        },
      );
    }
    return false;
  }

  private report(
    rule: string,
    origin: Origin,
    message: string,
    more: Pick<Problem, 'consequence' | 'fix' | 'field'>,
  ): void {
    this.problems.push({ rule, severity: 'error', message, ...more, location: origin.place() });
  }
}

/** Stands for a value that could not be worked out, and says so to whoever meets it. */
function broken(node: Node): ScalarNode {
  return scalarNode('', node.origin, { broken: true });
}
