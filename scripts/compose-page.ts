/**
 * `npm run compose:page`: fills docs/compose.md with what the code knows: the mapping of each key, the codes, and what
 * becomes of the project in docs/compose-example.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCompose } from '../lib/project/compose';
import {
  codes,
  composeReport,
  composeText,
  convertCompose,
  sections,
  serviceKeys,
} from '../lib/tools/compose';

export const composePage = 'docs/compose.md';

const root = resolve(__dirname, '..');
const example = join(root, 'docs', 'compose-example');

/** The page with its parts between `<!-- name -->` and `<!-- end of name -->` made anew. */
export function composePageText(): string {
  const { report, base, prod } = migrated();
  const parts = {
    services: serviceTable(),
    sections: sectionTable(),
    codes: codeTable(),
    base,
    prod,
    report,
  };
  return Object.entries(parts).reduce(
    (text, [name, part]) => {
      const [start, end] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->`];
      const from = text.indexOf(start);
      const to = text.indexOf(end);
      if (from < 0 || to < from) throw new Error(`${composePage} has no place for ${name}.`);
      return `${text.slice(0, from + start.length)}\n${part}\n${text.slice(to)}`;
    },
    readFileSync(join(root, composePage), 'utf8'),
  );
}

function serviceTable(): string {
  const rows = Object.entries(serviceKeys)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { becomes, codes: told }]) => [`\`${key}\``, becomes, told.join(', ')]);
  return table(['key of a service', 'becomes', 'told'], rows);
}

function sectionTable(): string {
  const rows = Object.entries(sections).flatMap(([section, fields]) =>
    Object.entries(fields).map(([field, fate]) => [
      `\`${section}.*.${field}\``,
      fate === 'carried' ? 'where services use it' : fate,
    ]),
  );
  return table(['part', 'what becomes of it'], rows);
}

function codeTable(): string {
  const rows = Object.entries(codes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { severity, what, why, fix }]) => [code, severity, `${what} ${why}`, fix]);
  return table(['code', 'weighs', 'what and why', 'what to do'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].map((each) => `${each}\n`).join('');
}

interface Migrated {
  readonly report: string;
  readonly base: string;
  readonly prod: string;
}

function migrated(): Migrated {
  const environments = Object.entries({ staging: [], prod: ['compose.prod.yaml'] }).flatMap(
    ([name, over]) => {
      const { project } = readCompose({ directory: example, files: ['compose.yaml', ...over] });
      return project ? [{ name, project }] : [];
    },
  );
  const conversion = convertCompose(environments, example);
  const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
  return {
    report: fenced('text', composeText(composeReport(conversion, new Set()))),
    base: fenced('yaml', conversion.texts['base'] ?? ''),
    prod: fenced('yaml', conversion.texts['prod'] ?? ''),
  };
}

if (require.main === module) {
  const text = composePageText();
  writeFileSync(join(root, composePage), text);
  console.log(`${composePage}: ${text.length} characters`);
}
