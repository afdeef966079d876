import type { Tell } from './fault';
import { type Placed, below, each, has } from './fields';
import type { Pod } from './pods';

const sources = ['secretKeyRef', 'configMapKeyRef', 'fieldRef', 'resourceFieldRef', 'fileKeyRef'];

/** Variables that come from nowhere, or from several places. */
export function variableSources({ containers }: Pod, tell: Tell): void {
  for (const container of containers) {
    for (const variable of container.env) if (has(variable, 'valueFrom')) ofVariable(variable, tell);
    for (const source of each(container, 'envFrom')) ofMany(source, tell);
  }
}

function ofVariable(variable: Placed, tell: Tell): void {
  const from = below(variable, 'valueFrom');
  const given = sources.filter((source) => has(from, source));
  if (given.length === 1) return;
  tell('not-one-variable-source', from.field, {
    message:
      given.length === 0
        ? 'The variable comes from nowhere.'
        : `The variable comes from ${given.join(' and ')}.`,
    consequence: 'The API server refuses the workload.',
    fix: `Give exactly one of ${sources.slice(0, 4).join(', ')}.`,
  });
}

function ofMany(source: Placed, tell: Tell): void {
  const [isConfig, isSecret] = [has(source, 'configMapRef'), has(source, 'secretRef')];
  if (isConfig !== isSecret) return;
  tell('not-one-variable-source', source.field, {
    message: isConfig
      ? 'The source is a ConfigMap and a Secret.'
      : 'The source is neither a ConfigMap nor a Secret.',
    consequence: 'The API server refuses the workload.',
    fix: 'Give exactly one of configMapRef and secretRef.',
  });
}
