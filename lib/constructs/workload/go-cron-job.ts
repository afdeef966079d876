import { type ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { checkFinite } from '../construct';
import { cronJobSpec, makeJobParts } from './job';
import { type SelectorLabels, versionLabel } from './labels';
import { resolvePod } from './model';
import { makeObject } from './objects';
import { type GoCronJobProps, plainCronJob } from './props';

/**
 * A Go program that runs by schedule: CronJob, ServiceAccount, NetworkPolicy, and the ConfigMaps and Secrets that it
 * brings along, with the defaults of a {@link GoService}.
 *
 * @example
 * new GoCronJob(chart, 'report', { image: 'ghcr.io/acme/shop:1.4.2', args: ['report'], schedule: '30 3 * * *' });
 */
export class GoCronJob extends Construct {
  /** Name of all objects. */
  readonly name: string;

  /** Namespace of all objects; undefined where neither props nor chart name one. */
  readonly namespace: string | undefined;

  /** Labels that select the pods. */
  readonly selectorLabels: SelectorLabels;

  readonly cronJob: ApiObject;
  readonly serviceAccount?: ApiObject;
  readonly networkPolicy?: ApiObject;

  constructor(scope: Construct, id: string, props: GoCronJobProps) {
    super(scope, id);
    checkFinite(scope, id, props);
    const { name = id, namespace = Chart.of(this).namespace, environment } = props;
    const spec = plainCronJob(props);
    const model = resolvePod(spec, { name, namespace, environment });
    const { serviceAccount, networkPolicy } = makeJobParts(this, model);
    this.name = name;
    this.namespace = namespace;
    this.selectorLabels = model.selector;
    this.serviceAccount = serviceAccount;
    this.networkPolicy = networkPolicy;
    this.cronJob = makeObject(
      this,
      model,
      { apiVersion: 'batch/v1', kind: 'CronJob' },
      { spec: cronJobSpec(model, spec) },
      { labels: { ...versionLabel(model.version), ...spec.labels } },
    );
  }
}
