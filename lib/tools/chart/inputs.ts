import { type FieldPath, type Problem, ProblemError, type RuleId } from '../../core/finding';
import { endless, isPlainMap } from '../../core/base';
import type { Values } from './values';

/**
 * The inputs of a program as plain data of its own, which nobody else can change.
 *
 * @throws ProblemError where they are none, or hold what no file of values can
 */
export function plainInputs(inputs: Readonly<Record<string, object>>): ReadonlyMap<string, Values> {
  const problems: Problem[] = [];
  if (!isPlainMap(inputs) || Object.keys(inputs).length === 0) {
    throw new ProblemError([
      {
        rule: 'no-inputs',
        severity: 'error',
        message: 'There are no inputs to derive a chart from.',
        fix: 'Name at least one: `inputs: { prod: { replicas: 2 } }`.',
      },
    ]);
  }
  const found = endless(inputs);
  if (found) throw new ProblemError([wrong('endless-value', found.path, `${found.reason}.`, flat)]);
  const plain = Object.entries(inputs).flatMap(([name, input]): (readonly [string, Values])[] => {
    if (!/^[A-Za-z0-9][\w.-]{0,62}$/.test(name)) {
      problems.push(
        wrong('invalid-input-name', [name], `${JSON.stringify(name)} is no name for an input.`, fileName),
      );
    }
    if (isPlainMap(input)) return [[name, plainMap(input, [name], problems)]];
    problems.push(
      wrong('invalid-input-type', [name], `The input is no map.`, 'Give maps of values by name.'),
    );
    return [];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return new Map(plain);
}

const flat = 'Make it flatter.';
const fileName = 'Use letters, digits, "-", "_" and ".": it becomes part of a file name.';

function plainMap(map: Values, path: FieldPath, problems: Problem[]): Values {
  const entries = Object.entries(map).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const inner = [...path, key];
    if (!isWritable(key)) problems.push(wrong('invalid-input-key', inner, `A key holds ${control}.`, rename));
    return [[key, plainValue(value, inner, problems)] as const];
  });
  return Object.fromEntries(entries);
}

const control = 'characters that no YAML can';
const rename = 'Take the control characters, or the half of a surrogate pair, out of it.';

function plainValue(value: unknown, path: FieldPath, problems: Problem[]): unknown {
  if (isPlainMap(value)) return plainMap(value, path, problems);
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) => plainValue(item ?? null, [...path, index], problems));
  }
  if (typeof value === 'string' && !isWritable(value)) {
    problems.push(wrong('invalid-input-text', path, `The text holds ${control}.`, rename));
  } else if (!isScalar(value)) {
    problems.push(wrong('invalid-input-type', path, `${describe(value)} is no value of a chart.`, scalars));
  }
  return value;
}

const scalars = 'Give texts, finite numbers, true, false, null, and lists and maps of them.';

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value))
  );
}

function describe(value: unknown): string {
  if (typeof value === 'object') return `An object of the class ${value?.constructor?.name ?? 'none'}`;
  return typeof value === 'number' ? `The number ${value}` : `A ${typeof value}`;
}

/** Whether YAML has all characters of a text. */
function isWritable(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are the characters that YAML has not
  return !/[\p{Surrogate}\0-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u.test(text);
}

function wrong(rule: RuleId, field: FieldPath, message: string, fix: string): Problem {
  return { rule, severity: 'error', message, consequence: 'No chart is derived.', fix, field };
}
