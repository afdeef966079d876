import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { labelValue } from '../../../constructs/workload';

const nameLabel = 'app.kubernetes.io/name';

/**
 * Labels all objects of a part with the name that the files give it, so that `kubectl get ingressroutes,certificates -l
 * app.kubernetes.io/name=shop` finds them beside the pods. Objects that have the label keep it: pods are selected by it.
 */
export function labelWithName(part: IConstruct, name: string): void {
  for (const { metadata } of part.node.findAll().filter((construct) => ApiObject.isApiObject(construct))) {
    if (metadata.getLabel(nameLabel) === undefined) metadata.addLabel(nameLabel, labelValue(name));
  }
}
