import type { Condition, Part, Template } from '../template/template';
import {
  type Names,
  conditionExpression,
  operand,
  sumExpression,
  textExpression,
  useExpression,
} from './expression';
import { key as yamlKey, quoted, scalar } from './literal';

/** Writes a template as the YAML of a Helm template. */
export function writeDocument(template: Template, when: Condition | undefined, names: Names): string[] {
  const writer = new Writer(names);
  writer.guarded(when, '', () => {
    writer.lines.push('---');
    writer.value('', template, '');
  });
  return [...writer.lines];
}

class Writer {
  readonly lines: string[] = [];

  constructor(private readonly names: Names) {}

  guarded(when: Condition | undefined, indent: string, write: () => void): void {
    if (when) this.lines.push(`${indent}{{- if ${conditionExpression(when, this.names)} }}`);
    write();
    if (when) this.lines.push(`${indent}{{- end }}`);
  }

  /** @param head what stands before the value: nothing, `key:` or `-` with its indent */
  value(head: string, template: Template, indent: string): void {
    switch (template.kind) {
      case 'map':
        if (template.entries.length === 0) this.lines.push(head === '' ? '{}' : `${head} {}`);
        else this.map(head, template.entries, indent);
        return;
      case 'list':
        if (template.items.length === 0) this.lines.push(`${head} []`);
        else this.list(head, template.items, indent);
        return;
      case 'choice':
        this.choice(head, template, indent);
        return;
      case 'digest':
        this.digest(head, template, indent);
        return;
      default:
        this.lines.push(`${head} ${this.inline(template)}`);
    }
  }

  private map(head: string, entries: readonly Part[], indent: string): void {
    const isItem = head.endsWith('-');
    const [first] = entries;
    const joins =
      isItem &&
      first !== undefined &&
      !first.when &&
      first.value.kind !== 'choice' &&
      first.value.kind !== 'digest';
    if (head !== '' && !joins) this.lines.push(head);
    entries.forEach(({ key, when, value }, index) => {
      this.guarded(when, indent, () => {
        const start = joins && index === 0 ? `${head} ` : indent;
        this.value(`${start}${yamlKey(key)}:`, value, `${indent}  `);
      });
    });
  }

  private list(head: string, items: readonly Part[], indent: string): void {
    this.lines.push(head);
    for (const { when, value } of items)
      this.guarded(when, indent, () => this.value(`${indent}-`, value, `${indent}  `));
  }

  private choice(head: string, template: Template & { kind: 'choice' }, indent: string): void {
    const outer = indent.slice(2);
    template.options.forEach(({ when, value }, index) => {
      this.lines.push(
        `${outer}{{- ${index === 0 ? 'if' : 'else if'} ${conditionExpression(when, this.names)} }}`,
      );
      this.value(head, value, indent);
    });
    this.lines.push(`${outer}{{- else }}`);
    this.value(head, template.otherwise, indent);
    this.lines.push(`${outer}{{- end }}`);
  }

  private digest(head: string, { lines, length }: Template & { kind: 'digest' }, indent: string): void {
    const outer = indent.slice(2);
    if (lines.every(({ when, value }) => !when && value.kind !== 'choice')) {
      const text = lines.map((line) => this.digestLine(line)).join(' ');
      this.lines.push(`${head} {{ print ${text} | sha256sum | trunc ${length} | quote }}`);
      return;
    }
    this.lines.push(`${outer}{{- $content := "" }}`);
    for (const { key, when, value } of lines)
      this.guarded(when, outer, () => this.digestLines(key, value, outer));
    this.lines.push(`${head} {{ $content | sha256sum | trunc ${length} | quote }}`);
  }

  private digestLines(key: string, value: Template, indent: string): void {
    if (value.kind !== 'choice') {
      this.lines.push(`${indent}{{- $content = print $content ${this.digestLine({ key, value })} }}`);
      return;
    }
    value.options.forEach(({ when, value: option }, index) => {
      const word = index === 0 ? 'if' : 'else if';
      this.lines.push(`${indent}{{- ${word} ${conditionExpression(when, this.names)} }}`);
      this.digestLines(key, option, indent);
    });
    this.lines.push(`${indent}{{- else }}`);
    this.digestLines(key, value.otherwise, indent);
    this.lines.push(`${indent}{{- end }}`);
  }

  private digestLine({ key, value }: Part): string {
    if (value.kind === 'literal') return quoted(String(value.value));
    const text = textExpression(value, this.names);
    if (text === undefined) throw new Error(`the content of ${key} has no form that a digest can take`);
    return `${quoted(`${key} `)} (${text} | sha256sum) "\\n"`;
  }

  private inline(template: Template): string {
    if (template.kind === 'literal') return scalar(template.value);
    if (template.kind === 'value' && !template.text)
      return `{{ include "chart.json" ${operand(useExpression(template, this.names))} }}`;
    if (template.kind === 'sum' && !template.text) return `{{ ${sumExpression(template, this.names)} }}`;
    const text = textExpression(template, this.names);
    if (text === undefined) throw new Error(`a ${template.kind} has no place in a line`);
    return `{{ ${textOutput(text)} }}`;
  }
}

/** A text as what comes out of Helm. */
function textOutput(text: string): string {
  return text === '.Release.Namespace' ? `${text} | quote` : `include "chart.text" ${operand(text)}`;
}
