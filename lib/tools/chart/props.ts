import { type Problem, ProblemError } from '../../core/finding';

/** What a chart says of itself. */
export interface ChartProps {
  /** Name of the chart: at most 53 lower-case letters, digits and `-`. */
  readonly name: string;
  /** Version of the chart, as SemVer. @default "0.1.0" */
  readonly version?: string;
  /** One sentence about the application. @default made of the name */
  readonly description?: string;
  /** Versions of Kubernetes that the objects are for, as Helm writes it: `>=1.30.0-0`. @default any */
  readonly kubeVersion?: string;
}

/** @throws ProblemError where Helm would refuse the chart for what it says of itself */
export function checkProps({ name, version, kubeVersion }: ChartProps): void {
  const problems = [
    ...refuse(/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/.test(name), {
      rule: 'invalid-chart-name',
      message: `${JSON.stringify(name)} is no name for a chart.`,
      fix: 'Use at most 53 lower-case letters, digits and "-", no "-" at the ends.',
    }),
    ...refuse(version === undefined || isVersion(version), {
      rule: 'invalid-chart-version',
      message: `${JSON.stringify(version)} is no version of a chart.`,
      fix: 'Write three numbers with dots between, such as 1.4.0.',
    }),
    ...refuse(kubeVersion === undefined || isVersionRange(kubeVersion), {
      rule: 'invalid-kube-version',
      message: `${JSON.stringify(kubeVersion)} is no range of versions of Kubernetes.`,
      fix: 'Write comparisons of versions, such as ">=1.30.0-0".',
    }),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
}

function refuse(isRight: boolean, problem: Pick<Problem, 'rule' | 'message' | 'fix'>): Problem[] {
  return isRight ? [] : [{ ...problem, severity: 'error', consequence: 'Helm refuses it.' }];
}

function isVersion(version: string): boolean {
  return /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\w.-]+)?(\+[\w.-]+)?$/.test(version);
}

function isVersionRange(range: string): boolean {
  const comparison = '(?:[<>=!~^]{0,2}\\s*v?\\d+(?:\\.(?:\\d+|[xX*])){0,2}(?:-[\\w.-]+)?)';
  const all = `${comparison}(?:[\\s,]+${comparison})*`;
  return new RegExp(`^\\s*${all}(?:\\s*\\|\\|\\s*${all})*\\s*$`).test(range);
}
