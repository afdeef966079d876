import { type ObjectIdentity, formatIdentity } from '../base';

/** A place in a text file; line and column count from 1, as editors and compilers print them. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A path into plain data: keys of maps and indexes of lists, outermost first. */
export type FieldPath = readonly (string | number)[];

/** Where something stands: in an object, a construct and a file, as far as each is known. */
export interface Place {
  /** The API object it belongs to. */
  readonly object?: ObjectIdentity;
  /** Path of the construct it belongs to, for example `prod/httpbin`. */
  readonly construct?: string;
  /** Field of the object where there is one, else of the construct's props or of the file; outermost key first. */
  readonly field?: FieldPath;
  /** Where the user wrote it. */
  readonly location?: Location;
}

/** `file:line:column`, clickable in terminals and editors. */
export function formatLocation({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}

/** `routes[0].services[1].port`; keys that are not plain words are quoted: `labels["app.kubernetes.io/name"]`. */
export function formatFieldPath(path: FieldPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** A place on one line: `prod.yaml:3:5 [prod/shop] spec.routes[0]`; the object is named where no construct is. */
export function formatPlace({ object, construct, field, location }: Place): string {
  return [
    location && formatLocation(location),
    construct === undefined ? object && formatIdentity(object) : `[${construct}]`,
    field !== undefined && field.length > 0 ? formatFieldPath(field) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
