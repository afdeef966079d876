import type { Finding } from '../../finding';
import type { ApiObjectData } from '../../manifest';
import { fault } from './fault';
import { below, each, has } from './fields';
import { containersOf } from './pods';

const sources = ['secretKeyRef', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** Variables that come from nowhere, or from several places. */
export function* variableSources(object: ApiObjectData): Iterable<Finding> {
  for (const container of containersOf(object)) {
    for (const variable of each(container, 'env')) {
      if (!has(variable, 'valueFrom')) continue;
      const from = below(variable, 'valueFrom');
      const given = sources.filter((source) => has(from, source));
      if (given.length === 1) continue;
      yield fault('not-one-variable-source', from.field, {
        message:
          given.length === 0
            ? 'The variable comes from nowhere.'
            : `The variable comes from ${given.join(' and ')}.`,
        consequence: 'The API server refuses the workload.',
        fix: `Give exactly one of ${sources.slice(0, 4).join(', ')}.`,
      });
    }
    for (const source of each(container, 'envFrom')) {
      const isBoth = has(source, 'configMapRef') && has(source, 'secretRef');
      if (!isBoth && (has(source, 'configMapRef') || has(source, 'secretRef'))) continue;
      yield fault('not-one-variable-source', source.field, {
        message: isBoth
          ? 'The source is a ConfigMap and a Secret.'
          : 'The source is neither a ConfigMap nor a Secret.',
        consequence: 'The API server refuses the workload.',
        fix: 'Give exactly one of configMapRef and secretRef.',
      });
    }
  }
}
