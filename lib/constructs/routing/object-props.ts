import type { ApiObjectMetadata } from 'cdk8s';

/** What every object of this library may be given beside its spec. */
export interface ObjectProps {
  /**
   * Name of the object in Kubernetes.
   *
   * @default the construct's id
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default the namespace of the chart
   */
  readonly namespace?: string;

  /**
   * Labels of the object, beside those of the chart.
   *
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the object.
   *
   * @default none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Metadata of an object; its name is the construct's id unless another is given. */
export function metadataOf(id: string, props: ObjectProps): ApiObjectMetadata & { readonly name: string } {
  const { name = id, namespace, labels, annotations } = props;
  return { name, ...(namespace !== undefined && { namespace }), labels, annotations };
}

/** What is left of the props of an object once its metadata is taken out: its spec. */
export function specOf<Props extends ObjectProps>(props: Props): Omit<Props, keyof ObjectProps> {
  const { name: _name, namespace: _namespace, labels: _labels, annotations: _annotations, ...spec } = props;
  return spec;
}
