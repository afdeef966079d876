import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { makeJobParts, namedJob } from './job';
import type { SelectorLabels } from './labels';
import { resolvePod } from './model';
import { makeObject } from './objects';
import { podLabels } from './pod';
import { type GoJobProps, plainJob } from './props';

/**
 * A Go program that runs once: Job, ServiceAccount, NetworkPolicy, and the ConfigMaps and Secrets that it brings
 * along, with the defaults of a {@link GoService}.
 *
 * Kubernetes never lets the pods of a Job change, so the Job's name ends in a hash of what it runs: a new version is
 * a new Job, and an unchanged one does not run again.
 *
 * @example
 * new GoJob(chart, 'migrate', { image: 'ghcr.io/acme/shop:1.4.2', args: ['migrate', 'up'], dependsOn: ['db:sql'] });
 */
export class GoJob extends Construct {
  /** Name of its objects; the Job's is followed by a hash. */
  readonly name: string;

  /** Namespace of all objects; undefined where neither props nor chart name one. */
  readonly namespace: string | undefined;

  /** Labels that select the pods. */
  readonly selectorLabels: SelectorLabels;

  readonly job: ApiObject;
  readonly serviceAccount?: ApiObject;
  readonly networkPolicy?: ApiObject;

  constructor(scope: Construct, id: string, props: GoJobProps) {
    super(scope, id);
    checkFinite(scope, id, props);
    const { name = id, namespace = Chart.of(this).namespace, environment } = props;
    const spec = plainJob(props);
    const model = resolvePod(spec, { name, namespace, environment });
    const { serviceAccount, networkPolicy } = makeJobParts(this, model);
    this.name = name;
    this.namespace = namespace;
    this.selectorLabels = model.selector;
    this.serviceAccount = serviceAccount;
    this.networkPolicy = networkPolicy;
    const job = namedJob(model, spec);
    const naming = { name: job.name, labels: podLabels(model) };
    this.job = makeObject(this, model, { apiVersion: 'batch/v1', kind: 'Job' }, { spec: job.spec }, naming);
  }
}
