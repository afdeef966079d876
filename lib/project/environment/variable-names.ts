import { type FieldPath, type Problem } from '../../core/finding';
import { suggester } from '../../core/base';
import type { MapNode, Node } from './node';

/** Names that every environment has beside its own `vars`. */
const builtIn: readonly string[] = ['environment', 'namespace', 'domain'];

/** Whether a name means something of the environment itself, so that `vars` cannot define it. */
export function isBuiltIn(name: string): boolean {
  return builtIn.includes(name);
}

/** Where the value of a variable stands in an environment. */
export function pathOfVariable(name: string): FieldPath {
  return isBuiltIn(name) ? [name] : ['vars', name];
}

/** The value of a variable as the files have it; undefined where there is none. */
export function definitionOf(environment: MapNode, name: string): Node | undefined {
  if (isBuiltIn(name)) return environment.entries.get(name);
  return varsOf(environment)?.get(name);
}

function varsOf(environment: MapNode): MapNode['entries'] | undefined {
  const vars = environment.entries.get('vars');
  return vars?.kind === 'map' ? vars.entries : undefined;
}

/** What is wrong with the name of a variable in `vars`. */
export function checkVariableName(name: string, { origin }: Node): Problem | undefined {
  const field = ['vars', name];
  if (isBuiltIn(name)) {
    const meaning = name === 'environment' ? "the environment's name" : `the top-level "${name}"`;
    return {
      rule: 'reserved-variable',
      severity: 'error',
      message: `The variable "${name}" is the environment's own.`,
      consequence: `\${${name}} means ${meaning}, never this value.`,
      fix: 'Give the variable another name.',
      field,
      location: origin.place(),
    };
  }
  if (/^[A-Za-z_][\w-]*$/.test(name)) return undefined;
  return {
    rule: 'invalid-vars-key',
    severity: 'error',
    message: `${JSON.stringify(name)} cannot be the name of a variable.`,
    fix: 'Use letters, digits, "_" and "-", and begin with a letter or "_".',
    field,
    location: origin.place(),
  };
}

/** Tells what to write instead of variables that do not exist. */
export function unknownVariableFixes(
  environment: MapNode,
  processVariables: Readonly<Record<string, unknown>>,
): (name: string) => string {
  const suggest = suggester([...builtIn, ...(varsOf(environment)?.keys() ?? [])]);
  return (name) => {
    if (name === 'namespace' || name === 'domain') return `Set ${name} at the top of the file.`;
    const near = suggest(name);
    const literal = `write $\${${name}} if the text is meant literally`;
    if (near !== undefined) return `Did you mean \${${near}}? Or ${literal}.`;
    if (Object.hasOwn(processVariables, name)) {
      return `Write \${env:${name}} for the environment variable, or ${literal}.`;
    }
    return `Add it to vars, or ${literal}.`;
  };
}
