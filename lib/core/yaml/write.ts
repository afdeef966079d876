import { isPlainMap } from '../base';
import { type FieldPath, ProblemError, formatFieldPath } from '../finding';
import { isPlainText, writeKey, writeNumber, writeUnusualKey, writeUnusualText } from './text';
import { maxDepth } from './compose';

/**
 * Objects as a YAML text of one document each, which kubectl, Helm and readers of YAML 1.1 and 1.2 read back
 * exactly. The order of keys is kept.
 * @throws ProblemError where a value has no JSON form; its problem's field is the value's path
 */
export function stringifyYaml(objects: readonly object[]): string {
  return objects.map((object) => stringifyYamlValue(object)).join('---\n');
}

/** One plain value as a YAML text. */
export function stringifyYamlValue(value: unknown): string {
  const writer = new Writer();
  writer.root(value);
  return `${writer.lines.join('\n')}\n`;
}

const loneSurrogate = /\p{Surrogate}/u;

/** Collects lines; a path is kept so that a value without a JSON form can be named. */
class Writer {
  readonly lines: string[] = [];
  private readonly path: (string | number)[] = [];

  root(value: unknown): void {
    if (isContainer(value)) this.container(value, '', '', '');
    else this.lines.push(this.scalar(value, ''));
  }

  /**
   * @param head what stands on a line of its own before the container, such as `ports:`; before an empty one on its line
   * @param lead what stands before the first key or item: the indent, or `- ` of a list around it
   * @param indent of the keys or items after the first
   */
  private container(container: object, head: string, lead: string, indent: string): void {
    if (this.path.length > maxDepth) {
      this.refuse(`it nests deeper than ${maxDepth} levels, or contains itself`);
    }
    if (Array.isArray(container)) {
      if (container.length === 0) return this.empty('[]', head, lead);
      if (head !== '') this.lines.push(head);
      return this.list(container, lead, indent);
    }
    if (!isPlainMap(container)) this.refuse(`an instance of ${container.constructor.name} is not plain data`);
    const keys = keysWithValue(container);
    if (keys.length === 0) return this.empty('{}', head, lead);
    if (head !== '') this.lines.push(head);
    this.map(container, keys, lead, indent);
  }

  private empty(text: string, head: string, lead: string): void {
    this.lines.push(head === '' ? lead + text : `${head} ${text}`);
  }

  private map(
    map: Readonly<Record<string, unknown>>,
    keys: readonly string[],
    lead: string,
    indent: string,
  ): void {
    let before = lead;
    for (const key of keys) {
      const value = map[key];
      this.path.push(key);
      const head = before + this.key(key, indent);
      before = indent;
      if (isContainer(value)) {
        const inner = `${indent}  `;
        this.container(value, head, inner, inner);
      } else {
        this.lines.push(`${head} ${this.scalar(value, indent)}`);
      }
      this.path.pop();
    }
  }

  private list(list: readonly unknown[], lead: string, indent: string): void {
    for (let index = 0; index < list.length; index++) {
      const value = list[index];
      this.path.push(index);
      const head = `${index === 0 ? lead : indent}- `;
      if (isContainer(value)) this.container(value, '', head, `${indent}  `);
      else this.lines.push(head + this.scalar(value, indent));
      this.path.pop();
    }
  }

  private key(key: string, indent: string): string {
    if (isPlainText(key)) return writeKey(key, indent);
    this.checkText(key);
    return writeUnusualKey(key, indent);
  }

  /** @param indent of the map or list that holds the scalar */
  private scalar(value: unknown, indent: string): string {
    if (typeof value === 'string') {
      if (isPlainText(value)) return value;
      this.checkText(value);
      return writeUnusualText(value, indent);
    }
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return this.refuse(`${value} is no number that JSON can carry`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        return this.refuse(`${value} is beyond ±2^53, where numbers are no longer exact`);
      }
      return writeNumber(value);
    }
    // Integers beyond a number's come of reading objects, and are exact.
    if (typeof value === 'bigint' || typeof value === 'boolean' || value === null) return String(value);
    return this.refuse(`a value of type ${typeof value} has no JSON form`);
  }

  private checkText(text: string): void {
    if (loneSurrogate.test(text)) {
      this.refuse(`${JSON.stringify(text)} holds half a surrogate pair, which UTF-8 cannot carry`);
    }
  }

  private refuse(reason: string): never {
    throw notPlainData(this.path, reason);
  }
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The keys of a map, without those that have no value. */
function keysWithValue(map: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(map);
  // Nearly all have all, and need no second list.
  for (const key of keys) {
    if (map[key] === undefined) return keys.filter((each) => map[each] !== undefined);
  }
  return keys;
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
