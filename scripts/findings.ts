/** `npm run findings`: makes docs/findings.md, the page of all rules, from the catalogue in lib/core/finding/catalogue. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Rule, type RuleGroup, catalogue, catalogueGroups } from '../lib/core/finding/catalogue';

export const findingsPage = 'docs/findings.md';

/** Each number with the rules that it was ever given to. */
const codesFile = 'test/core/finding/codes.txt';

const introduction = `# Findings

Everything that can be told of a program, an environment or a set of objects, by the id that stands in front of each
finding. An error stops the synth, a warning is printed, an info is advice. A finding has its place (the object, the
construct, and where there is one \`file:line:column\`), and says more than this page where it knows more: the names that are
there, the nearest of them, the request that shows it.

The number (\`TR017\`) is the same in every version, and what \`lint\` prints. This page is made from
\`lib/core/finding/catalogue\` by \`npm run findings\`.
`;

/** The page of all rules, as the repository keeps it. */
export function findingsText(): string {
  return [introduction, ...catalogueGroups.map(groupText)].join('\n');
}

function groupText({ title, looksAt, rules }: RuleGroup): string {
  return [`## ${title}\n\n${looksAt}\n`, ...Object.entries(rules).map(ruleText)].join('\n');
}

function ruleText([id, { severity = 'error', code, wrong, consequence, fix }]: [string, Rule]): string {
  return `### ${id}\n\n${wrong} (${severity}, ${code})\n\n- What happens: ${consequence}\n- What to write: ${fix}\n`;
}

if (require.main === module) {
  const text = findingsText();
  writeFileSync(resolve(__dirname, '..', findingsPage), text);
  console.log(`${findingsPage}: ${text.length} characters`);
  // Lines are added and never taken away: a number that was given stays taken.
  const file = resolve(__dirname, '..', codesFile);
  const given = readFileSync(file, 'utf8').trimEnd().split('\n');
  const now = Object.entries(catalogue).map(([id, { code }]) => `${code} ${id}`);
  writeFileSync(file, `${[...new Set([...given, ...now])].toSorted().join('\n')}\n`);
}
