import type { ApiObjectData } from './api-object';
import { isPlainMap } from './canonical';
import { type FieldPath, ProblemError, formatFieldPath } from './problem';
import { writeKey, writeNumber, writeText } from './yaml-text';
import { maxDepth } from './yaml-compose';

/**
 * Objects as a YAML text of one document each, which kubectl, Helm and readers of YAML 1.1 and 1.2 read back
 * exactly. The order of keys is kept.
 * @throws ProblemError where a value has no JSON form; its problem's field is the value's path
 */
export function stringifyYaml(objects: readonly ApiObjectData[]): string {
  return objects.map((object) => stringifyYamlValue(object)).join('---\n');
}

/** One plain value as a YAML text. */
export function stringifyYamlValue(value: unknown): string {
  const writer = new Writer();
  writer.root(value);
  return writer.text;
}

const loneSurrogate = /\p{Surrogate}/u;

/** Appends to one text; a path is kept so that a value without a JSON form can be named. */
class Writer {
  text = '';
  private readonly path: (string | number)[] = [];

  root(value: unknown): void {
    if (isFilledMap(value)) this.map(value, '', false);
    else if (Array.isArray(value) && value.length > 0) this.list(value, '', false);
    else this.text += `${this.scalar(value, '')}\n`;
  }

  /** @param inline whether the first key goes on the line that has been begun, behind `- ` */
  private map(map: Readonly<Record<string, unknown>>, indent: string, inline: boolean): void {
    this.checkDepth();
    let first = inline;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      this.path.push(key);
      this.checkText(key);
      this.text += (first ? '' : indent) + writeKey(key, indent);
      first = false;
      if (isFilledMap(value)) {
        this.text += '\n';
        this.map(value, `${indent}  `, false);
      } else if (Array.isArray(value) && value.length > 0) {
        this.text += '\n';
        this.list(value, `${indent}  `, false);
      } else {
        this.text += ` ${this.scalar(value, indent)}\n`;
      }
      this.path.pop();
    }
  }

  private list(list: readonly unknown[], indent: string, inline: boolean): void {
    this.checkDepth();
    for (let index = 0; index < list.length; index++) {
      const value = list[index];
      this.path.push(index);
      this.text += inline && index === 0 ? '- ' : `${indent}- `;
      if (isFilledMap(value)) this.map(value, `${indent}  `, true);
      else if (Array.isArray(value) && value.length > 0) this.list(value, `${indent}  `, true);
      else this.text += `${this.scalar(value, indent)}\n`;
      this.path.pop();
    }
  }

  /** @param indent of the map or list that holds the scalar */
  private scalar(value: unknown, indent: string): string {
    switch (typeof value) {
      case 'string':
        this.checkText(value);
        return writeText(value, indent);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        if (!Number.isFinite(value)) return this.refuse(`${value} is no number that JSON can carry`);
        if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
          return this.refuse(`${value} is beyond ±2^53, where numbers are no longer exact`);
        }
        return writeNumber(value);
      case 'object':
        if (value === null) return 'null';
        if (Array.isArray(value)) return '[]';
        if (isPlainMap(value)) return '{}';
        return this.refuse(`an instance of ${value.constructor.name} is not plain data`);
      case 'bigint':
        return this.refuse(`the bigint ${value} has no JSON form`);
      default:
        return this.refuse(`${typeof value} has no JSON form`);
    }
  }

  private checkText(text: string): void {
    if (loneSurrogate.test(text))
      this.refuse(`${JSON.stringify(text)} holds half a surrogate pair, which UTF-8 cannot carry`);
  }

  private checkDepth(): void {
    if (this.path.length > maxDepth)
      this.refuse(`it nests deeper than ${maxDepth} levels, or contains itself`);
  }

  private refuse(reason: string): never {
    throw notPlainData(this.path, reason);
  }
}

function notPlainData(path: FieldPath, reason: string): ProblemError {
  const field = path.length > 12 ? path.slice(0, 12) : [...path];
  return new ProblemError([
    {
      rule: 'not-plain-data',
      severity: 'error',
      message: `${formatFieldPath(field) || 'The value'} cannot be written: ${reason}.`,
      consequence: 'Kubernetes takes nothing but JSON.',
      fix: 'Give text, a finite number, a boolean, null, a list or a plain map.',
      field,
    },
  ]);
}

/** A map with at least one value; one without is written as `{}`. */
function isFilledMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isPlainMap(value)) return false;
  for (const key of Object.keys(value)) if (value[key] !== undefined) return true;
  return false;
}
