/**
 * `npm run versions`: makes docs/versions.md of what is known of Traefik's releases (lib/traefik/version).
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type NamedChange, changeList, provenVersions } from '../lib/traefik/version';

const root = resolve(__dirname, '..');
const file = 'docs/versions.md';

function changeText({
  since,
  pull,
  title,
  before,
  after,
  option,
  replaces,
  keep,
  proof,
}: NamedChange): string {
  const link = pull === undefined ? '' : ` ([#${pull}](https://github.com/traefik/traefik/pull/${pull}))`;
  const lines = [
    `### ${title}`,
    '',
    `Since ${since}${link}.`,
    '',
    `- Before: ${before}`,
    `- Since then: ${after}`,
    ...(option === undefined ? [] : [`- Option: \`${option}\`. An older Traefik does not start with it.`]),
    ...(replaces === undefined ? [] : [`- It takes the place of \`${replaces}\`, which still works.`]),
    ...(keep === undefined ? [] : [`- What keeps it as it was: \`${keep.option}: ${keep.value}\`.`]),
    `- Shown by \`${proof}\`.`,
    '',
  ];
  return lines.join('\n');
}

const [newest, ...older] = provenVersions;

const text = `# Versions of Traefik

<!-- Made by \`npm run versions\` from lib/traefik/version: not to be edited. -->

The model is of Traefik v${newest} unless something says otherwise. It was compared with v${provenVersions.join(' and v')} as real programs.

| what says which release | where |
| --- | --- |
| \`--traefik-version ${older.at(-1) ?? newest}\` | every command that reads objects |
| \`traefik.version\` | an environment file |
| the tag of Traefik's image, else the version of its Helm chart | a workload among the objects, where nothing else says it |
| \`traefikVersion\` | \`parseRule\` and \`TrafficModel.from\` |

A release between those is computed by what is known of the changes up to it, a newer one as v${newest}, an older one as
v${older.at(-1) ?? newest}; a note says so, and synth warns of it. What older releases do otherwise is known from their notes of migration
and told by \`upgrade\`, but not computed. A Traefik v2 among the objects is told, and they are still read as v3 reads them. \`3.7\` alone means the newest of that line that is proven. What names no release of Traefik v3
is wrong usage (exit code 2). A static configuration with an option that the release does not know yet is refused, as
Traefik refuses it, with the release that brought it.

## What changed

Each change is one entry of \`lib/traefik/version/changes.ts\`; where the model does something else because of it, it asks
for the entry by name. On both real programs the same objects and requests then show the difference, and each program does
what the model says of its release.

${changeList.map(changeText).join('\n')}
## How it is proven

- \`test/real/muxer\` asks Traefik's own multiplexers of both releases for rules, priorities, domains and matches.
- \`test/real/differential\` compares generated objects, requests and connections with both, under configurations that
  each of them starts with.
- \`test/real/versions\` has a case for each change above, and for advisories the request that lint tells sent to a release
  that has the fault.
- Once, with v3.7.13: 1,108 sets, 108,880 requests and 22,059 connections and datagrams, no disagreement (the last 448 sets with the
  seeds 171000, 172000, 173000 and 174000: \`long-run.ts 3.7.13 110 110 SEED\`).
- \`test/traefik/rule/recorded-*.jsonl\` and \`test/traefik/model/corpus\` hold recorded answers of both, which \`npm test\` compares.

The build of v3.7.13 has the basic and digest authentication of v3.7.9: the newer library is not served by the module proxy.
`;

writeFileSync(resolve(root, file), text);
execFileSync('npx', ['prettier', '--write', '--log-level', 'warn', file], { cwd: root });
console.log(`${file}: ${text.length} characters`);
