import { doubleQuoted } from '../../../core/base';
import { isPlainText } from '../../../core/yaml';

/** A text in double quotes as JSON, YAML and Go templates all read it, and as Helm takes nothing out of it. */
export function quoted(text: string): string {
  return doubleQuoted(text).replaceAll('<no value>', String.raw`\u003cno value>`);
}

/** A text that is to come out of Helm as it is: its braces open no action. */
export function escaped(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}

/** Of what is plain in YAML, that in which Helm sees nothing either. */
const plain = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/;

/** A scalar in YAML. */
export function scalar(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null';
  return escaped(value.length < 200 && plain.test(value) && isPlainText(value) ? value : quoted(value));
}

/** A key in YAML. */
export function key(text: string): string {
  return scalar(text);
}
