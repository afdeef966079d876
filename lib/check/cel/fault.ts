/** Why a text is no expression that Kubernetes takes, or none that is evaluated here. */
export class CelFault extends Error {
  constructor(
    message: string,
    /** Where in the text, counted in UTF-16 units from 0. */
    readonly offset: number,
    /** That Kubernetes takes the expression, and that it cannot be evaluated here. @default false */
    readonly isBeyond = false,
  ) {
    super(message);
  }
}

/** That evaluating an expression fails, in the words of cel-go where they are known. */
export class CelError extends Error {}

/** That an expression is evaluated to a point that is not modelled: whatever catches errors of CEL must not catch it. */
export class CelBeyond extends Error {}

export function noSuchOverload(): CelError {
  return new CelError('no such overload');
}
