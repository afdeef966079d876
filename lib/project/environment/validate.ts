import { oncePer } from '../../core/base';
import { type FieldPath, type Problem, formatLocation } from '../../core/finding';
import { type SchemaFinding, validateSchema } from '../../core/schema';
import { checkDomain } from './domain';
import { hintFor } from './hints';
import { checkNames } from './names';
import { type MapNode, type Node, nearestNode, plainOf, sourcesOf } from './node';
import { strictSchema } from './strict-schema';
import { withoutOutsideValue } from './outside-value';
import { PathSet, withTypes } from './typed';

/**
 * Checks an effective environment against the schema of its vocabulary, and gives texts of environment variables
 * the types that their places want. Each finding points to the file that set the value.
 */
export function validate(root: MapNode): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  // What is tried is most often what it stays.
  const found = oncePer(findingsOf);
  const typed = withTypes(root, (candidate) => new PathSet(found(candidate).map(({ path }) => path)));
  const problems = found(typed).map((finding) => problemOf(finding, typed));
  return { root: typed, problems: [...problems, ...checkNames(typed), ...checkDomain(typed)] };
}

/** What the schema says; of a value that has a problem of its own already, only that its key is unknown. */
function findingsOf(root: MapNode): readonly SchemaFinding[] {
  return validateSchema(strictSchema, plainOf(root)).filter(({ path, rule }) => {
    const { node } = nearestNode(root, path);
    return node.kind !== 'scalar' || !node.broken || rule === 'unknown-field';
  });
}

function problemOf(finding: SchemaFinding, root: MapNode): Problem {
  const { path, rule, message } = finding;
  const { node, exact } = nearestNode(root, path);
  const fix = hintFor(finding) ?? finding.fix;
  const apart = exact && rule === 'wrong-length' ? twoKinds(node, path) : undefined;
  if (apart) return apart;
  return {
    rule,
    severity: 'error',
    message: exact ? `${withoutOutsideValue(message, node)}${madeOf(node)}` : message,
    // No API server comes to see a file.
    ...(rule === 'unknown-field' && { consequence: 'Nothing reads it; the environment is not synthesized.' }),
    ...(fix !== undefined && { fix: withoutOutsideValue(fix, node) }),
    field: path,
    location: node.origin.place(),
  };
}

/** Where the variables come from that made a wrong value. */
function madeOf({ origin }: Node): string {
  const all = sourcesOf(origin);
  if (all.length === 0) return '';
  const sources = all.map(({ name, place }) => `\${${name}}${place ? ` (${formatLocation(place())})` : ''}`);
  return ` It comes from ${sources.join(', ')}.`;
}

/** Two kinds in a map that takes one: most often one from each layer, because maps merge. */
function twoKinds(node: Node, path: FieldPath): Problem | undefined {
  if (node.kind !== 'map' || node.entries.size < 2) return undefined;
  const kinds = Array.from(node.entries, ([key, child]) => ({ key, location: child.origin.place() }));
  const last = kinds.at(-1);
  const others = kinds
    .filter(({ location }) => location.file !== last?.location.file)
    .map(({ key }) => `"${key}: null"`);
  return {
    rule: 'two-kinds',
    severity: 'error',
    message: `It can be of one kind only, and is ${kinds
      .map(({ key, location }) => `"${key}" (${formatLocation(location)})`)
      .join(' and ')}.`,
    consequence: 'Traefik refuses such an object, or silently takes one of the kinds.',
    fix:
      others.length === 0
        ? 'Keep one of them.'
        : `Keep one. To replace what another file sets, write ${others.join(' and ')} beside "${last?.key}".`,
    field: path,
    location: last?.location,
  };
}
