import { Environments } from '../../../lib';
import type { Environment } from '../../../lib/project/environment';
import { filesOf } from '../../../lib/tools/chart/environment/chart-of';
import {
  type EnvironmentChart,
  environmentChart,
} from '../../../lib/tools/chart/environment/environment-chart';

/** The chart of the repository's environments. */
export interface Shop {
  readonly environments: readonly Environment[];
  readonly chart: EnvironmentChart;
  readonly files: ReadonlyMap<string, string>;
}

let made: Shop | undefined;

/** Derived once for all who ask. */
export function shop(): Shop {
  made ??= derived();
  return made;
}

function derived(): Shop {
  const environments = Environments.load('environments', { variables: {} });
  const chart = environmentChart(environments);
  return { environments, chart, files: filesOf(chart, environments, { name: 'shop' }) };
}
