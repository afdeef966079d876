/**
 * `npm run lint:page`: makes docs/lint.md, the page of `lint`, from the catalogue in lib/core/finding/catalogue and from
 * the examples by which the tests of the rules show each mistake.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { traefikFactsOf } from '../lib/check/cluster';
import { review } from '../lib/check/lint';
import { formatReport, ruleOf, rulesNamed } from '../lib/core/finding';
import { objectsOf } from '../lib/core/manifest';
import { type Example, besides, examples } from '../test/check/rules/examples';

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

In the object itself, with the reason as the value:

\`\`\`yaml
metadata:
  annotations:
    lint.cdk8s-traefik/TR069: is to be on every entry point
\`\`\`

A rule that there is not, or a missing reason, is an error; what switches nothing off is told.

An old repository begins with \`lint -f … --baseline lint-baseline.json --write-baseline\`. From then on
\`lint -f … --baseline lint-baseline.json\` tells, and fails by, new findings alone; lines may move.

## Fixes

\`--fix\` rewrites files in place where what is meant is certain: rules of v2, \`traefik.containo.us\`, \`ipWhiteList\`, a
middleware that is \`sslRedirect\` alone, names of middlewares in annotations of Ingresses, numbers of ports in quotes.
Comments, order and quotes stay; a change that would touch anything else is left to you, and told. Then it compares the
traffic before and after over all requests, and says with one request for each kind of change what becomes of it. Standard
input, clusters, revisions and environments are not rewritten.

## Rules

What users of Traefik get wrong most, each with an example that is one and a neighbour that is none. All numbers stand in
[findings.md](findings.md). This page is made by \`npm run lint:page\`.
`;

/** The page of lint, as the repository keeps it. */
export function lintText(): string {
  const codes = [...new Set(examples.map(({ code }) => code))].toSorted();
  return [introduction, ...codes.map(sectionOf)].join('\n');
}

function sectionOf(code: Example['code']): string {
  const [id, ...others] = rulesNamed(code);
  if (id === undefined) throw new Error(`There is no rule ${code}.`);
  const { severity = 'error', wrong, consequence, fix } = ruleOf(id);
  return [
    `### ${code} ${[id, ...others].join(', ')}\n`,
    `${wrong} (${severity})\n`,
    `- What happens: ${consequence}\n- What to write: ${fix}\n`,
    ...examples.filter((example) => example.code === code).map(exampleText),
  ].join('\n');
}

function exampleText({ mistake, bad, good, code }: Example): string {
  return [
    `${mistake.charAt(0).toUpperCase()}${mistake.slice(1)}:\n`,
    block('yaml', bad),
    block('text', told(bad, code)),
    'Right:\n',
    block('yaml', good),
  ].join('\n');
}

/** What lint prints of a mistake. */
function told(manifests: string, code: Example['code']): string {
  const { objects } = objectsOf(besides + manifests, 'web.yaml');
  // Lines are those of the example, without what is there besides.
  const before = besides.split('\n').length - 1;
  const { findings } = review(objects, { traefik: traefikFactsOf() });
  const own = findings
    .filter(({ rule }) => ruleOf(rule).code === code)
    .map(({ location, ...rest }) => ({
      ...rest,
      ...(location && { location: { ...location, line: location.line - before } }),
    }));
  return formatReport(own, { all: true, codes: true });
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
}

if (require.main === module) {
  const text = lintText();
  writeFileSync(resolve(__dirname, '..', lintPage), text);
  console.log(`${lintPage}: ${text.length} characters`);
}
