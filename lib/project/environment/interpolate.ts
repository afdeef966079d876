import type { FieldPath, Problem } from '../../core/finding';
import { Expansion } from './expansion';
import { secretFunction, textFunctions } from './functions';
import {
  type MapNode,
  type Node,
  type Origin,
  type ScalarNode,
  type Source,
  changedList,
  isSecret,
  mapNode,
  scalarNode,
} from './node';
import { SecretVariables } from './secrets';
import { type Placeholder, TemplateError, type TemplatePart, isTemplate, parseTemplate } from './template';
import {
  checkVariableName,
  definitionOf,
  isBuiltIn,
  pathOfVariable,
  unknownVariableFixes,
} from './variable-names';

/** Environment variables of a process, as `process.env` has them. */
export type ProcessVariables = Readonly<Record<string, string | undefined>>;

/** Variables that may refer to one another in a chain. */
const maxChain = 100;

/** The environment with all variables replaced by their values; what cannot be replaced is reported. */
export function interpolate(root: MapNode, environment: string, variables: ProcessVariables): Interpolation {
  const interpolator = new Interpolator(root, environment, variables);
  return {
    root: interpolator.root(),
    problems: interpolator.problems,
    secrets: interpolator.secrets.texts,
  };
}

/** An environment whose variables were replaced. */
export interface Interpolation {
  readonly root: MapNode;
  readonly problems: readonly Problem[];
  /** Texts that were marked secret, and what functions made of them. */
  readonly secrets: ReadonlySet<string>;
}

/** Where a string with variables stands. */
interface Spot {
  readonly origin: Origin;
  readonly path: FieldPath;
}

interface Resolved<Value extends Node = Node> {
  readonly node: Value;
  readonly source: Source;
}

class Interpolator {
  readonly problems: Problem[] = [];
  readonly secrets = new SecretVariables();
  private readonly expansion = new Expansion();
  private readonly resolved = new Map<string, Node>();
  private readonly resolving: string[] = [];
  private readonly fixFor: (name: string) => string;

  constructor(
    private readonly tree: MapNode,
    private readonly environment: string,
    private readonly variables: ProcessVariables,
  ) {
    this.fixFor = unknownVariableFixes(tree, variables);
  }

  root(): MapNode {
    const entries = new Map<string, Node>();
    for (const [key, child] of this.tree.entries) {
      if (key === 'vars' && child.kind === 'map') entries.set(key, this.vars(child));
      else if (isBuiltIn(key)) entries.set(key, this.definition(key, child));
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
    if (node.kind === 'scalar') {
      return typeof node.value === 'string' && isTemplate(node.value)
        ? this.text(node.value, node, path)
        : node;
    }
    if (node.kind === 'list') return changedList(node, (item, index) => this.node(item, [...path, index]));
    // Nodes without a variable in them stay the nodes that they are.
    let changed = node.replaces ? new Map(node.entries) : undefined;
    for (const [key, child] of node.entries) {
      const replaced = this.entry(key, child, path);
      if (replaced !== child) (changed ??= new Map(node.entries)).set(key, replaced);
    }
    return changed ? mapNode(changed, node.origin) : node;
  }

  private entry(key: string, child: Node, path: FieldPath): Node {
    const isKeyPlain = !isTemplate(key);
    if (isKeyPlain && child.kind === 'scalar' && !isTemplate(String(child.value))) return child;
    const spot = { origin: child.origin, path: [...path, key] };
    if (!isKeyPlain && /\$\{[A-Za-z_]/.test(key)) {
      this.report(spot, {
        rule: 'variable-in-key',
        message: `The key ${JSON.stringify(key)} has a variable in it.`,
        consequence: 'Keys are names; variables are replaced in values only.',
        fix: 'Write the name out.',
      });
    }
    return this.node(child, spot.path);
  }

  private text(text: string, { origin }: ScalarNode, path: FieldPath): Node {
    const spot = { origin, path };
    const parts = this.parts(text, spot);
    if (!parts) return broken(origin);
    const [first] = parts;
    if (parts.length === 1 && first && first.kind !== 'text') return this.whole(first, spot);
    const joined = this.join(parts, spot);
    return joined ? scalarNode(joined.text, { ...origin, sources: joined.sources }) : broken(origin);
  }

  private parts(text: string, spot: Spot): readonly TemplatePart[] | undefined {
    try {
      return parseTemplate(text);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      this.report(spot, { rule: 'invalid-variable-syntax', message: error.message, fix: error.fix });
      return undefined;
    }
  }

  /** A scalar that is nothing but one variable takes its value as it is, with its type. */
  private whole(reference: Placeholder, spot: Spot): Node {
    const value = this.value(reference, spot);
    if (!value || !this.fits(value.node, spot)) return broken(spot.origin);
    return { ...value.node, origin: { place: spot.origin.place, sources: [value.source] } };
  }

  private join(
    parts: readonly TemplatePart[],
    spot: Spot,
  ): { readonly text: string; readonly sources: readonly Source[] } | undefined {
    let text = '';
    let failed = false;
    const sources: Source[] = [];
    for (const part of parts) {
      if (part.kind === 'text') {
        text += part.text;
        continue;
      }
      const value = this.value(part, spot);
      if (value && this.isText(value, spot) && this.fits(value.node, spot)) {
        text += String(value.node.value);
        sources.push(value.source);
      } else {
        failed = true;
      }
    }
    return failed ? undefined : { text, sources };
  }

  private isText(value: Resolved, spot: Spot): value is Resolved<ScalarNode> {
    if (value.node.kind === 'scalar') return true;
    const { name } = value.source;
    this.report(spot, {
      rule: 'structured-variable-in-text',
      message: `The variable "${name}" is a ${value.node.kind} and cannot stand within text.`,
      fix: `Let \${${name}} be the whole value, or use a variable that is text.`,
    });
    return false;
  }

  private fits(value: Node, spot: Spot): boolean {
    const fault = this.expansion.add(value, spot.path.length);
    if (fault !== undefined && fault !== 'full') this.report(spot, { rule: 'excessive-variables', ...fault });
    return fault === undefined;
  }

  private value(reference: Placeholder, spot: Spot): Resolved | undefined {
    if (reference.kind === 'variable') return this.variable(reference.name, spot);
    if (reference.kind === 'call') return this.called(reference.function, reference.argument, spot);
    return this.fromProcess(reference.name, reference.fallback, spot);
  }

  /** What a function makes of a variable: a text, which stays one. */
  private called(name: string, argument: Placeholder, spot: Spot): Resolved | undefined {
    const value = this.value(argument, spot);
    const apply = textFunctions.get(name);
    if (!value || !apply || !this.isText(value, spot)) return undefined;
    const text = apply(String(value.node.value));
    const source: Source = { ...value.source, name: `${name}(${value.source.name})` };
    const resolved = { node: scalarNode(text, value.node.origin), source };
    if (name !== secretFunction && !isSecret({ sources: [source] })) return resolved;
    const fault = this.secrets.add(text);
    if (fault) {
      this.report(spot, fault);
      return undefined;
    }
    return { ...resolved, source: { ...source, isSecret: true } };
  }

  private fromProcess(
    name: string,
    fallback: readonly TemplatePart[] | undefined,
    spot: Spot,
  ): Resolved | undefined {
    const set = Object.hasOwn(this.variables, name) ? this.variables[name] : undefined;
    const { place } = spot.origin;
    if (set !== undefined && (set !== '' || !fallback)) {
      const node = scalarNode(set, { place, sources: [] }, { untyped: true });
      return { node, source: { name: `env:${name}` } };
    }
    if (!fallback) {
      this.report(spot, {
        rule: 'unset-environment-variable',
        message: `The environment variable ${name} is not set.`,
        fix: `Set it where the program runs, or give a fallback: \${env:${name}:-…}.`,
      });
      return undefined;
    }
    const joined = this.join(fallback, spot);
    if (!joined) return undefined;
    const node = scalarNode(joined.text, { place, sources: joined.sources }, { untyped: true });
    return { node, source: { name: `env:${name} (unset)`, of: joined.sources } };
  }

  private variable(name: string, spot: Spot): Resolved | undefined {
    if (name === 'environment') {
      return {
        node: scalarNode(this.environment, { place: spot.origin.place, sources: [] }),
        source: { name },
      };
    }
    const definition = definitionOf(this.tree, name);
    if (!definition) {
      const fix = this.fixFor(name);
      this.report(spot, { rule: 'unknown-variable', message: `There is no variable "${name}".`, fix });
      return undefined;
    }
    const value = this.definition(name, definition);
    if (value.kind === 'scalar' && value.broken) return undefined;
    return { node: value, source: { name, place: definition.origin.place, of: value.origin.sources } };
  }

  /** The value of a variable, worked out once. */
  private definition(name: string, node: Node): Node {
    const { origin } = node;
    const known = this.resolved.get(name);
    if (known) return known;
    const spot = { origin, path: pathOfVariable(name) };
    const open = this.resolving.indexOf(name);
    if (open >= 0) {
      const cycle = [...this.resolving.slice(open), name].join(' → ');
      this.report(spot, {
        rule: 'variable-cycle',
        message: `The variables refer to each other in a circle: ${cycle}.`,
        fix: 'Write out the value of one of them.',
      });
      return broken(origin);
    }
    if (this.resolving.length >= maxChain) {
      this.report(spot, {
        rule: 'long-variable-chain',
        message: `More than ${maxChain} variables refer to one another in a chain.`,
        fix: 'Write out the value of some of them.',
      });
      return broken(origin);
    }
    this.resolving.push(name);
    const value = this.node(node, spot.path);
    this.resolving.pop();
    this.resolved.set(name, value);
    return value;
  }

  private report({ origin, path }: Spot, problem: Omit<Problem, 'severity' | 'field' | 'location'>): void {
    this.problems.push({ severity: 'error', ...problem, field: path, location: origin.place() });
  }
}

/** Stands for a value that could not be worked out, and says so to whoever meets it. */
function broken(origin: Origin): ScalarNode {
  return scalarNode('', origin, { broken: true });
}
