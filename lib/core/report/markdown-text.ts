import { printable } from '../finding';

/** As many texts as the characters that are left take; the others are counted. */
export function within(
  rows: readonly string[],
  characters: number,
): { readonly rows: readonly string[]; readonly left: number } {
  let length = 0;
  const fit = rows.findIndex((text) => (length += text.length) > characters);
  const count = fit === -1 ? rows.length : fit;
  return { rows: rows.slice(0, count), left: rows.length - count };
}

/** A text in which Markdown and HTML mean nothing, in a cell of a table. */
export function cell(text: string): string {
  return printable(text)
    .replaceAll(/[\\`*_[\]~$]/g, String.raw`\$&`)
    .replaceAll(/[&<>|@#]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** The same as code. */
export function codeSpan(text: string): string {
  return `<code>${cell(text)}</code>`;
}

/** A text as Mermaid shows it in a label: whatever it or a browser could take for more is a number, `#60;` for `<`. */
export function mermaidLabel(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ./:@_()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
