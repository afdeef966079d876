import { compareVersions } from './version';

/** The first version of the official Helm chart that runs a release when its values say none, the oldest first. */
const chartReleases: readonly (readonly [chart: string, release: string])[] = [
  ['28.0.0', '3.0.0'],
  ['28.2.0', '3.0.1'],
  ['28.3.0', '3.0.2'],
  ['29.0.0', '3.0.4'],
  ['30.0.0', '3.1.0'],
  ['30.1.0', '3.1.2'],
  ['31.1.0', '3.1.3'],
  ['31.1.1', '3.1.4'],
  ['32.1.0', '3.1.5'],
  ['33.0.0', '3.2.0'],
  ['33.1.0', '3.2.1'],
  ['33.2.0', '3.2.2'],
  ['34.0.0', '3.3.1'],
  ['34.1.0', '3.3.2'],
  ['34.3.0', '3.3.3'],
  ['34.4.1', '3.3.4'],
  ['35.0.0', '3.3.5'],
  ['35.0.1', '3.3.6'],
  ['35.3.0', '3.4.0'],
  ['36.0.0', '3.4.1'],
  ['36.3.0', '3.4.3'],
  ['37.0.0', '3.5.0'],
  ['37.1.0', '3.5.1'],
  ['37.1.1', '3.5.2'],
  ['37.1.2', '3.5.3'],
  ['37.3.0', '3.6.0'],
  ['37.4.0', '3.6.2'],
  ['38.0.0', '3.6.5'],
  ['38.0.2', '3.6.6'],
  ['39.0.0', '3.6.7'],
  ['39.0.1', '3.6.8'],
  ['39.0.3', '3.6.9'],
  ['39.0.5', '3.6.10'],
  ['39.0.6', '3.6.11'],
  ['39.0.7', '3.6.12'],
  ['39.0.8', '3.6.13'],
  ['39.0.9', '3.6.15'],
  ['40.0.0', '3.7.0'],
  ['40.1.0', '3.7.1'],
  ['40.3.0', '3.7.4'],
  ['41.0.0', '3.7.5'],
  ['41.0.2', '3.7.6'],
  ['41.1.0', '3.7.9'],
  ['41.2.0', '3.7.10'],
  ['41.3.0', '3.7.11'],
];

/** The first minor version of the chart of which nothing is known. */
const unknownFrom = '41.4.0';

/**
 * The release of Traefik that a version of the official Helm chart runs when its values say none: `2` for the charts
 * of Traefik v2, undefined for those of which nothing is known.
 */
export function releaseOfChart(chart: string): string | undefined {
  if (!/^\d{1,4}\.\d{1,4}\.\d{1,4}$/.test(chart) || compareVersions(chart, unknownFrom) >= 0)
    return undefined;
  return chartReleases.findLast(([first]) => compareVersions(chart, first) >= 0)?.[1] ?? '2';
}
