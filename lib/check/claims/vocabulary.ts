import { nearest } from '../../core/base';
import { middlewareKindNames } from '../../traefik/api/middlewares';
import { tcpKindNames } from '../../traefik/api/tcp-middlewares';
import { type TrafficModel, elementName, usesSafeNames } from '../../traefik/model';
import { builtOf, defaultOptions, namesOfKind, reachableNames } from '../../traefik/model/built';
import type { Claim } from './claim';
import type { ClaimFault } from './faults';
import type { Destinations } from './landings';

/** An object by which a claim may name something. */
interface Named {
  readonly namespace: string;
  readonly name: string;
}

/** The names that claims may use of one Traefik and its objects. */
export class Vocabulary {
  private readonly middlewares: ReadonlyMap<string, Named>;
  private readonly options: ReadonlyMap<string, Named>;
  private readonly services: ReadonlySet<string>;
  private readonly entryPoints: readonly string[];
  private readonly qualified: readonly string[];

  constructor(
    model: TrafficModel,
    private readonly destinations: Destinations,
  ) {
    const { runtime } = builtOf(model);
    const isSafe = usesSafeNames(runtime.statics);
    const named = (kind: string): [string, Named][] =>
      namesOfKind(model, kind).map((object) => [elementName(object.namespace, object.name, isSafe), object]);
    this.middlewares = new Map([...named('Middleware'), ...named('MiddlewareTCP')]);
    this.options = new Map(named('TLSOption'));
    this.services = new Set(reachableNames(model));
    this.entryPoints = model.entryPoints();
    this.qualified = [...runtime.middlewares.keys(), ...runtime.tcpMiddlewares.keys()];
  }

  /** Whether a middleware, by its qualified name, is of a kind or has a name: `basicAuth`, `admin-login`, `shop/admin-login`. */
  middlewareNamed(word: string): (qualified: string) => boolean {
    return (qualified) =>
      qualified === word ||
      this.destinations.kindsOf(qualified).includes(word) ||
      isNamed(this.middlewares.get(qualified), word);
  }

  /** Whether TLS options, by their qualified name, have a name. */
  optionsNamed(word: string): (qualified: string) => boolean {
    return (qualified) => qualified === word || isNamed(this.options.get(qualified), word);
  }

  /** Services that a claim names and that are not among the objects. */
  missingServices(claim: Claim): readonly string[] {
    const named =
      'never' in claim
        ? (claim.never.reach ?? [])
        : 'always' in claim && 'reach' in claim.always
          ? claim.always.reach
          : [];
    return named.filter((service) => !this.services.has(service.replace(/:\d+$/, '')));
  }

  /** What was most likely meant by the name of a Service that there is not. */
  nearestService(service: string): string | undefined {
    return nearest(service.replace(/:\d+$/, ''), [...this.services]);
  }

  /** What a claim names and there is not. */
  faults(claim: Claim): readonly ClaimFault[] {
    const entryPoints = (claim.entryPoints ?? []).flatMap((name, index) =>
      this.entryPoints.includes(name)
        ? []
        : [unknown(['entryPoints', index], `There is no entry point "${name}".`, name, this.entryPoints)],
    );
    return [...entryPoints, ...this.middlewareFaults(claim), ...this.optionFaults(claim)];
  }

  private middlewareFaults(claim: Claim): readonly ClaimFault[] {
    const [path, words]: [readonly string[], readonly string[]] =
      'never' in claim
        ? [['never', 'without'], claim.never.without ?? []]
        : 'always' in claim && 'pass' in claim.always
          ? [['always', 'pass'], claim.always.pass]
          : [[], []];
    const names = [...this.middlewares.values()].map(({ name }) => name);
    return words.flatMap((word, index) => {
      const isKnown =
        [...middlewareKindNames, ...tcpKindNames].includes(word) ||
        this.qualified.some(this.middlewareNamed(word));
      if (isKnown) return [];
      const message = `"${word}" is neither a kind of middleware nor the name of one.`;
      return [unknown([...path, index], message, word, [...middlewareKindNames, ...names])];
    });
  }

  private optionFaults(claim: Claim): readonly ClaimFault[] {
    if (!('always' in claim) || !('options' in claim.always)) return [];
    const word = claim.always.options;
    const isKnown = word === defaultOptions || [...this.options.keys()].some(this.optionsNamed(word));
    if (isKnown) return [];
    const names = [...this.options.values()].map(({ name }) => name);
    return [unknown(['always', 'options'], `There are no TLS options "${word}".`, word, names)];
  }
}

function isNamed(object: Named | undefined, word: string): boolean {
  return object !== undefined && (object.name === word || `${object.namespace}/${object.name}` === word);
}

function unknown(
  path: ClaimFault['path'],
  message: string,
  word: string,
  known: readonly string[],
): ClaimFault {
  const near = nearest(word, known);
  const fix =
    near !== undefined
      ? `Did you mean "${near}"?`
      : known.length > 0 && known.length <= 12
        ? `There are ${known.join(', ')}.`
        : 'Correct the name.';
  return { path, message, fix };
}
