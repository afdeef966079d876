import type { Location, Severity } from '../finding';
import type { ReportedFinding, ReportedRule } from './finding';
import { fingerprints } from './fingerprint';
import type { Report } from './report';
import { findingLines, placeText } from './words';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Findings in the Static Analysis Results Interchange Format 2.1.0, which code hosts show beside the lines. */
export function sarifReport({
  command,
  version,
  findings,
  rules,
  suppressed = [],
  excepted = [],
}: Report): string {
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const all = [...findings.map((finding) => ({ finding })), ...suppressed, ...excepted];
  const prints = fingerprints(all.map(({ finding }) => finding));
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdk8s-traefik', semanticVersion: version, rules: rules.map(ruleOf) } },
        automationDetails: { id: `cdk8s-traefik/${command}/` },
        columnKind: 'utf16CodeUnits',
        results: all.map(({ finding, ...rest }, index) => ({
          ruleId: finding.code,
          ruleIndex: indexes.get(finding.code),
          level: levels[finding.severity],
          message: { text: findingLines(finding).join('\n') },
          locations: [locationOf(finding)],
          partialFingerprints: { 'cdk8s-traefik/v1': prints[index] },
          ...('reason' in rest && {
            suppressions: [{ kind: rest.isInObject ? 'inSource' : 'external', justification: rest.reason }],
          }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function ruleOf({ code, name, severity, description, consequence, fix }: ReportedRule): object {
  return {
    id: code,
    name,
    shortDescription: { text: description },
    fullDescription: { text: `${description} ${consequence}` },
    help: { text: fix },
    defaultConfiguration: { level: levels[severity] },
  };
}

function locationOf(finding: ReportedFinding): object {
  const { location } = finding;
  const place = placeText(finding);
  return {
    ...(location && isFile(location) && { physicalLocation: physical(location) }),
    ...(place !== '' && { logicalLocations: [{ fullyQualifiedName: place, kind: 'resource' }] }),
  };
}

function physical({ file, line, column }: Location): object {
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column },
  };
}

/** Standard input and a cluster are no files. */
function isFile({ file }: Location): boolean {
  return !/^(?:<.*>|live:.*)$/.test(file);
}

/** A path as a URI: relative ones stay relative to where the command ran, as code hosts want them. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}
