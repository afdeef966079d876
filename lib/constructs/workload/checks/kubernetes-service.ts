import type { Finding } from '../../../core/finding';
import type { ServicePort } from '../ports';
import type { KubernetesServiceSpec } from '../spec';
import { error } from './finding';
import { checkLabels } from './labels';
import { checkPorts } from './ports';

const targets = ['externalName', 'selector', 'addresses'] as const;

/** What is wrong with a Service that stands by itself, and its object does not show. */
export function* checkKubernetesService(
  spec: KubernetesServiceSpec & { readonly name: string },
  ports: ReadonlyMap<string, ServicePort>,
): Iterable<Finding> {
  yield* checkTarget(spec);
  yield* checkPorts(ports);
  yield* checkLabels(['labels'], spec.labels);
}

function* checkTarget(spec: KubernetesServiceSpec & { readonly name: string }): Iterable<Finding> {
  const given = targets.filter((target) => spec[target] !== undefined);
  if (given.length !== 1) {
    yield error('not-one-service-target', given.length > 1 ? [given[1] ?? ''] : [], {
      message:
        given.length === 0
          ? `The Service "${spec.name}" leads nowhere.`
          : `The Service "${spec.name}" leads to ${given.join(' and ')}.`,
      consequence: 'Requests get 503, or only one of them is taken.',
      fix: 'Give exactly one of externalName: payments.example.com, selector: { app: payments } and addresses: [192.0.2.1].',
    });
  }
  if (spec.externalName !== undefined && spec.type !== undefined) {
    yield error('option-of-other-service-type', ['type'], {
      message: 'A Service with externalName is of type ExternalName, and of no other.',
      consequence: 'The API server refuses the Service.',
      fix: 'Remove it.',
    });
  }
}
