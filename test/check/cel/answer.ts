/** What Kubernetes' own CEL says of an expression. */
export interface CelAnswer {
  /** Why it does not compile. */
  readonly refused?: string;
  readonly type?: string;
  /** Why it has no value. */
  readonly failed?: string;
  readonly value?: string;
}

export interface CelQuestion {
  readonly expression: string;
  readonly object: object;
}
