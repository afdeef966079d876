import type { Quantity } from './quantity';

/** A Secret or ConfigMap that exists in the namespace, by name. */
export interface LocalObjectReference {
  /** Name of the object. */
  readonly name: string;

  /** Whether the pod starts without it. @default false */
  readonly optional?: boolean;
}

/** One key of a Secret or ConfigMap that exists in the namespace. */
export interface KeyReference extends LocalObjectReference {
  /** Key in its data. */
  readonly key: string;
}

/** A field of the pod. */
export interface FieldReference {
  /** For example `metadata.name`, `status.podIP`, `spec.nodeName`. */
  readonly fieldPath: string;
}

/** A request or limit of a container. */
export interface ResourceFieldReference {
  /** For example `limits.memory`. */
  readonly resource: string;

  /** Container whose resource is meant. @default the one that has the variable */
  readonly containerName?: string;

  /** Unit of the value. @default "1" */
  readonly divisor?: Quantity;
}

/** Exactly one source of a variable. Source: Kubernetes `EnvVarSource`. */
export interface EnvValueSource {
  readonly secretKeyRef?: KeyReference;
  readonly configMapKeyRef?: KeyReference;
  readonly fieldRef?: FieldReference;
  readonly resourceFieldRef?: ResourceFieldReference;
}

/** A variable that is not plain text. */
export interface EnvValueFrom {
  readonly valueFrom: EnvValueSource;
}

/**
 * Value of a variable: text (numbers and booleans become text), or where it comes from. `$(NAME)` in a text stands for
 * another variable of the container, `$$(NAME)` for itself; variables are put into an order in which this works.
 */
export type EnvValue = string | number | boolean | EnvValueFrom;

/** All keys of a Secret or ConfigMap that exists, as variables; exactly one of the two. */
export interface EnvFromSpec {
  readonly configMapRef?: LocalObjectReference;
  readonly secretRef?: LocalObjectReference;

  /** Put before each key. @default "" */
  readonly prefix?: string;
}
