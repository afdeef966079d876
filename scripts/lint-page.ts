/**
 * `npm run lint:page`: makes docs/lint.md, the page of `lint`, from the catalogue in lib/core/finding/catalogue and from
 * the examples by which the tests of the rules show each mistake.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { traefikFactsOf } from '../lib/check/cluster';
import { review } from '../lib/check/lint';
import { groupBy } from '../lib/core/base';
import { type Problem, type RuleCode, formatReport, ruleOf, rulesNamed } from '../lib/core/finding';
import { type ApiObjectData, objectsOf } from '../lib/core/manifest';
import { stringifyYaml } from '../lib/core/yaml';
import { type Example, besides, examples } from '../test/check/rules/examples';
import { type Own, type Row, fixtures, rows, setups } from '../test/real/lint/rows';

export const lintPage = 'docs/lint.md';

const introduction = `# Lint

\`\`\`sh
cdk8s-traefik lint -f manifests/             # files, folders, - for standard input, git:REV:PATH, live:
cdk8s-traefik lint --env prod                # what the synth of an environment says
cdk8s-traefik lint -f - --traefik static.yaml    # behind the Traefik of this static configuration
\`\`\`

It asks the rules that every synth asks: the same objects give the same findings, whoever wrote or made them. Each finding
says where it is, what Traefik does with it and what to write instead. Without \`--traefik\`, the objects are behind the
Traefik that the official Helm chart 41 runs; a folder that synth wrote knows its own. Exit code 1 where there is an error.

Objects of other tools are passed over. What is named and not there is told, since Traefik does without it: give \`lint\`
all that Traefik reads (\`helm template … | cdk8s-traefik lint -f -\`), or \`--assume-secrets\` where Secrets come from
elsewhere.

## Outputs

\`-o text\`, and for programs:

| \`-o\` | for |
| --- | --- |
| \`json\`, \`yaml\` | scripts: \`{ "findings": [{ code, name, severity, object, path, location, message, consequence, fix }] }\` |
| \`sarif\` | code scanning of GitHub and others; what is switched off stands in it as suppressed, with the reason |
| \`junit\` | build servers: an error is a failed test |
| \`github\` | annotations of GitHub Actions |
| \`gitlab\` | Code Quality of GitLab |
| \`markdown\` | a comment; nothing where nothing was found |

## Switching off

On the command line, \`--disable TR069,unreached-route\`: numbers and ids are the same. In \`traefik-lint.yaml\` beside where
the command runs (or \`--config FILE\`), each with its reason:

\`\`\`yaml
ignore:
  - code: TR069
    kind: IngressRoute # kind, namespace and name narrow it
    namespace: shop
    name: legacy
    reason: is to be on every entry point
\`\`\`

In the object itself, or in another that has a part in it (\`with …\`), with the reason as the value. That travels with the object, and counts wherever it is looked at, for
errors as for warnings: at \`lint\`, \`check\`, \`synth\`, \`validate\` and \`chart\`.

\`\`\`yaml
metadata:
  annotations:
    lint.cdk8s-traefik/TR069: is to be on every entry point
\`\`\`

A rule that there is not, or a missing reason, is an error, there as here; \`lint\` tells what switches nothing off. The command
line and the file are asked by \`lint\` and \`check\` alone: with \`--env\` what stops the synth is told all the same, with a note.

An old repository begins with \`lint -f … --baseline lint-baseline.json --write-baseline\`. From then on
\`lint -f … --baseline lint-baseline.json\` tells, and fails by, new findings alone; lines may move.

## Fixes

\`--fix\` rewrites files in place where what is meant is certain: rules of v2, \`traefik.containo.us\`, \`ipWhiteList\`, a
middleware that is \`sslRedirect\` alone, names of middlewares in annotations of Ingresses, numbers of ports in quotes.
Comments, order and quotes stay; a change that would touch anything else is left to you, and told. Then it compares the
traffic before and after over all requests, and says with one request for each kind of change what becomes of it. Standard
input, clusters, revisions and environments are not rewritten.

## Advisories

A release of Traefik may have faults that are known: \`lint\` tells of those that your objects make count (\`open-advisory\`), with
the request that shows it and what mends it. Which release runs is said by \`--traefik-version\`, the environment, or it is the
newest that is proven, which has none of them. \`--advisories\` judges every one of 2025 and 2026 that concerns routes:

- \`spared-advisory\`: the release does not have the fault, or the option that mends it is set;
- \`unreached-advisory\`: it has it, and nothing in the objects makes it count; the message says what was looked for;
- \`open-advisory\`: it has it and the objects make it count. Some faults no release mends unless an option is set; these are
  told here alone.

Requests are found in the model and tried in it. What the providers of the Gateway API and of ingress-nginx make of objects
is not computed: their advisories count wherever there are such objects.

## Rules

What users of Traefik get wrong, each with an example and with what is right. All numbers stand in
[findings.md](findings.md). This page is made by \`npm run lint:page\`.
`;

/** A mistake as the page shows it. */
interface Shown {
  readonly code: RuleCode;
  readonly mistake: string;
  readonly bad: string;
  readonly good: string;
  /** What lint finds in the bad objects. */
  readonly found: readonly Problem[];
}

/** The page of lint, as the repository keeps it. */
export function lintText(): string {
  const shown = [...rows.map(shownRow), ...examples.map(shownExample)];
  const sections = [...groupBy(shown, ({ code }) => code)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return [introduction, ...sections.map(([code, own]) => sectionOf(code, own))].join('\n');
}

function sectionOf(code: RuleCode, shown: readonly Shown[]): string {
  const [id, ...others] = rulesNamed(code);
  if (id === undefined) throw new Error(`There is no rule ${code}.`);
  const { severity = 'error', wrong, consequence, fix } = ruleOf(id);
  return [
    `### ${code} ${[id, ...others].join(', ')}\n`,
    `${wrong} (${severity})\n`,
    `- What happens: ${consequence}\n- What to write: ${fix}\n`,
    ...shown.map(exampleText),
  ].join('\n');
}

function exampleText({ mistake, bad, good, code, found }: Shown): string {
  const told = found.filter(({ rule }) => ruleOf(rule).code === code);
  return [
    `${mistake.charAt(0).toUpperCase()}${mistake.slice(1)}:\n`,
    block('yaml', bad),
    block('text', formatReport(told, { all: true, codes: true })),
    'Right:\n',
    block('yaml', good),
  ].join('\n');
}

function shownExample({ code, mistake, bad, good }: Example): Shown {
  const { objects } = objectsOf(besides + bad, 'web.yaml');
  // Lines are those of the example, without what is there besides.
  const before = besides.split('\n').length - 1;
  const found = review(objects, { traefik: traefikFactsOf() }).findings.map(({ location, ...rest }) => ({
    ...rest,
    ...(location && { location: { ...location, line: location.line - before } }),
  }));
  return { code, mistake, bad, good, found };
}

const namespace = 'shop';

/** What is said to exist for the rows: Secrets that the suites against the real programs fill. */
const existing = ['pair', 'authority'].map((name) => ({ kind: 'Secret', name }));

function shownRow(row: Row): Shown {
  const host = 'a.example.com';
  const own: Own = { name: 'web', host, match: `Host(\`${host}\`)`, namespace, elsewhere: 'elsewhere' };
  const [bad, good] = [row.bad(own), row.good(own)];
  const placed = [...fixtures, ...bad].map((object) => ({
    object: { ...object, metadata: { namespace, ...object.metadata } },
    locate: () => undefined,
  }));
  const facts = { existing, traefik: traefikFactsOf(setups[row.traefik ?? 'plain']) };
  const { code, mistake } = row;
  return {
    code,
    mistake,
    bad: textOf(bad),
    good: textOf(good),
    found: review(placed, facts).findings,
  };
}

/** Objects as YAML; as JSON, which is YAML, where one of them is what our writer refuses to write. */
function textOf(objects: readonly ApiObjectData[]): string {
  try {
    return stringifyYaml(objects);
  } catch {
    return objects.map((object) => JSON.stringify(object, undefined, 2)).join('\n---\n');
  }
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

if (require.main === module) {
  const text = lintText();
  writeFileSync(resolve(__dirname, '..', lintPage), text);
  console.log(`${lintPage}: ${text.length} characters`);
}
