import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { type Check, addCheck, locate } from '../construct';
import { type FieldPath, type Finding, type Location } from '../../core/finding';
import type { ObjectReference } from '../../traefik/api';

/** What is gathered while the references of one object are resolved. */
interface Gathered {
  readonly checks: Check[];
  construct?: IConstruct;
}

/**
 * The object whose references are being resolved. It comes before its construct, because an ApiObject takes its
 * spec when it is made; `attach` then hands all that was gathered to the construct.
 */
export class Referrer {
  /** Where names without a namespace are looked up. */
  readonly namespace: string | undefined;

  /**
   * @param scope where objects that a reference brings along (inline middlewares, certificates) are made
   * @param namespace namespace of the object, if it isn't the chart's
   */
  constructor(
    readonly scope: Construct,
    namespace?: string,
    private readonly gathered: Gathered = { checks: [] },
  ) {
    this.namespace = namespace ?? Chart.of(scope).namespace;
  }

  /** The same referrer looking names up from another namespace, as Traefik does for what a Service refers to. */
  within(namespace: string | undefined): Referrer {
    return new Referrer(this.scope, namespace ?? this.namespace, this.gathered);
  }

  /**
   * Spells a reference: the namespace is written only where it differs from the referrer's own.
   * Names with an `@` belong to a provider and are passed on as they are.
   */
  refer(kind: string, { name, namespace }: ObjectReference, field: FieldPath): ObjectReference {
    if (name.includes('@')) return this.referToProvider(kind, { name, namespace }, field);
    return { name, ...(namespace !== undefined && namespace !== this.namespace && { namespace }) };
  }

  /** Reports what is already known to be wrong. */
  report(finding: Finding): void {
    this.gathered.checks.push(() => [finding]);
  }

  /** Adds a check that must wait until the whole tree stands. */
  checkAtSynth(check: Check): void {
    this.gathered.checks.push(check);
  }

  /** Hands the checks to the construct they belong to. */
  attach(construct: IConstruct): void {
    this.gathered.construct = construct;
    addCheck(construct, () => this.gathered.checks.flatMap((check) => check()));
  }

  /** Where a field of the props was written; known once attached. */
  locate(field: FieldPath): Location | undefined {
    return this.gathered.construct && locate(this.gathered.construct, field);
  }

  private referToProvider(
    kind: string,
    { name, namespace }: ObjectReference,
    field: FieldPath,
  ): ObjectReference {
    if (namespace !== undefined) {
      this.report({
        rule: 'namespace-beside-provider',
        severity: 'warning',
        field: [...field, 'namespace'],
        message: `The ${kind} "${name}" names its provider and a namespace as well.`,
        consequence: 'Traefik ignores the namespace and logs a warning.',
        fix: 'Leave the namespace out, or the @provider.',
      });
    }
    return { name };
  }
}
