import { goVariables, imageVersion, labelValue, parseImage } from '../../../constructs/workload';
import type { Computation } from '../template/computation';
import { operand } from '../helm/expression';

/** Memory limits of which the chart can compute GOMEMLIMIT: from 64 MiB on there is one. */
export const memoryPattern =
  '^(?:(?:6[4-9]|[7-9][0-9]|[1-9][0-9]{2,6})Mi|[1-9][0-9]{0,5}Gi|(?:6[89]|[7-9][0-9]|[1-9][0-9]{2,6})M|[1-9][0-9]{0,5}G)$';

const memory = new RegExp(memoryPattern);

/** Shares of the memory limit. */
export const sharePattern = '^([1-9][0-9]?|100)%$';

/** GOMEMLIMIT: a share of the memory limit in whole mebibytes. */
export const goMemoryLimit: Computation = {
  name: 'goMemoryLimit',
  takes: 2,
  compute: (limit, share) => {
    // What is tried out is more than all of the memory, and is computed with all the same.
    if (!memory.test(String(limit)) || !/^\d+%$/.test(String(share))) return undefined;
    const spec = { memoryLimit: String(share) };
    return goVariables(spec, { requests: {}, limits: { memory: String(limit) } })['GOMEMLIMIT'];
  },
  expression: (limit, share) => `include "chart.goMemoryLimit" (list ${operand(limit)} ${operand(share)})`,
};

/** The label of a version, from an image. */
export const versionLabel: Computation = {
  name: 'versionLabel',
  compute: (value) => {
    const version = typeof value === 'string' ? imageVersion(parseImage(value)) : undefined;
    return version === undefined ? undefined : labelValue(version);
  },
  expression: (value) => `include "chart.imageVersion" ${operand(value)}`,
};

/** What Secrets hold. */
export const base64: Computation = {
  name: 'base64',
  compute: (value) => (typeof value === 'string' ? Buffer.from(value).toString('base64') : undefined),
  expression: (value) => `${operand(value)} | b64enc`,
};
