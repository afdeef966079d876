import type { Computation } from '../template/computation';
import { operand } from '../helm/expression';

/** Units of memory limits that the chart can compute with, in bytes. */
const units: ReadonlyMap<string, number> = new Map([
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['M', 1e6],
  ['G', 1e9],
]);

/** Memory limits of which the chart can compute GOMEMLIMIT: from 64 MiB on there is one. */
export const memoryPattern =
  '^(?:(?:6[4-9]|[7-9][0-9]|[1-9][0-9]{2,6})Mi|[1-9][0-9]{0,5}Gi|(?:6[89]|[7-9][0-9]|[1-9][0-9]{2,6})M|[1-9][0-9]{0,5}G)$';

/** Shares of the memory limit. */
export const sharePattern = '^([1-9][0-9]?|100)%$';

/** GOMEMLIMIT: a share of the memory limit in whole mebibytes. */
export const goMemoryLimit: Computation = {
  name: 'goMemoryLimit',
  takes: 2,
  compute: (limit, share) => {
    const match = /^(\d+)([MG]i?)$/.exec(String(limit));
    const percent = /^(\d+)%$/.exec(String(share))?.[1];
    const unit = units.get(match?.[2] ?? '');
    if (!match || percent === undefined || unit === undefined) return undefined;
    if (!new RegExp(memoryPattern).test(String(limit))) return undefined;
    const bytes = BigInt(match[1] ?? '0') * BigInt(unit);
    return `${(bytes * BigInt(percent)) / 100n / 1048576n}MiB`;
  },
  expression: (limit, share) => `include "chart.goMemoryLimit" (list ${operand(limit)} ${operand(share)})`,
};

/** The label of a version, from a tag. */
export const versionLabel: Computation = {
  name: 'versionLabel',
  compute: (value) =>
    typeof value === 'string'
      ? value
          .replace(/[^A-Za-z0-9._-]/g, '-')
          .slice(0, 63)
          .replace(/^[^A-Za-z0-9]+/, '')
          .replace(/[^A-Za-z0-9]+$/, '')
      : undefined,
  expression: (value) => `include "chart.labelValue" ${operand(value)}`,
};

/** What Secrets hold. */
export const base64: Computation = {
  name: 'base64',
  compute: (value) => (typeof value === 'string' ? Buffer.from(value).toString('base64') : undefined),
  expression: (value) => `${operand(value)} | b64enc`,
};
