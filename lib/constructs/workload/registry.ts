import { suggester } from '../../core/base';
import type { IConstruct } from 'constructs';
import { sharedInScope } from '../construct';
import type { LabelSelector } from './kubernetes';
import { type SelectorLabels, podSelector } from './labels';
import type { Peer } from './network-policy';
import { type ServicePort, mainPort } from './ports';

/** What services know of each other. */
export interface KnownService {
  readonly name: string;
  readonly namespace?: string;
  readonly ports: ReadonlyMap<string, ServicePort>;
  readonly selectorLabels: SelectorLabels;
  /** Names under which a controller runs pods of it besides. @default none */
  readonly otherNames?: ReadonlySet<string>;
}

/** One entry of a service's `dependsOn`. */
export interface Call {
  readonly caller: KnownService;
  /** Name of the called service, in the caller's namespace. */
  readonly service: string;
  /** Name of its port, where one is named. */
  readonly port?: string;
}

interface Names {
  readonly names: readonly string[];
  readonly suggest: (name: string) => string | undefined;
}

/** The services of one environment, so that they can find each other whatever chart they are in. */
export class ServiceRegistry {
  /** The registry of the environment that a construct belongs to. */
  static readonly of: (construct: IConstruct) => ServiceRegistry = sharedInScope(() => new ServiceRegistry());

  private readonly services = new Map<string, KnownService>();
  private readonly calls = new Map<string, Call[]>();
  /** Worked out when somebody misspells a name, and again when services were added. */
  private readonly namesByNamespace = new Map<string, Names>();

  /** Adds a service and what it says that it calls. */
  add(service: KnownService, dependsOn: readonly string[]): void {
    this.services.set(keyOf(service.namespace, service.name), service);
    this.namesByNamespace.clear();
    this.addCaller(service, dependsOn);
  }

  /** Adds what calls services and is none itself. */
  addCaller(caller: KnownService, dependsOn: readonly string[]): void {
    for (const call of dependsOn.map((text) => parseCall(caller, text))) {
      const key = keyOf(caller.namespace, call.service);
      const calls = this.calls.get(key);
      if (calls) calls.push(call);
      else this.calls.set(key, [call]);
    }
  }

  /** A service by its name in a namespace. */
  find(namespace: string | undefined, name: string): KnownService | undefined {
    return this.services.get(keyOf(namespace, name));
  }

  /** Names of all services of a namespace. */
  names(namespace: string | undefined): readonly string[] {
    return this.namesIn(namespace).names;
  }

  /** The service of a namespace that a misspelt name is nearest to. */
  nearestName(namespace: string | undefined, name: string): string | undefined {
    return this.namesIn(namespace).suggest(name);
  }

  private namesIn(namespace: string | undefined): Names {
    const place = namespace ?? '';
    const known = this.namesByNamespace.get(place);
    if (known) return known;
    const names = [...this.services.values()]
      .filter((service) => service.namespace === namespace)
      .map(({ name }) => name);
    const made = { names, suggest: suggester(names) };
    this.namesByNamespace.set(place, made);
    return made;
  }

  /** Whom a service calls, on which ports. What does not exist is left out; the caller's check reports it. */
  calledBy(caller: KnownService, dependsOn: readonly string[]): readonly Peer[] {
    return dependsOn.flatMap((text) => {
      const { service, port } = parseCall(caller, text);
      const called = this.find(caller.namespace, service);
      const calledPort = called && portOf(called, port);
      return calledPort ? [{ selector: podsOf(called), ports: [calledPort] }] : [];
    });
  }

  /** Who calls a service, on which ports. */
  callersOf(service: KnownService): readonly Peer[] {
    const calls = this.calls.get(keyOf(service.namespace, service.name)) ?? [];
    return calls.flatMap(({ caller, port }) => {
      const called = portOf(service, port);
      return called ? [{ selector: podsOf(caller), ports: [called] }] : [];
    });
  }
}

/** Reads `service` or `service:port`. */
export function parseCall(caller: KnownService, text: string): Call {
  const colon = text.indexOf(':');
  return colon === -1
    ? { caller, service: text }
    : { caller, service: text.slice(0, colon), port: text.slice(colon + 1) };
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function portOf({ ports }: KnownService, name: string | undefined): ServicePort | undefined {
  return name === undefined ? mainPort(ports) : ports.get(name);
}

function podsOf({ selectorLabels, otherNames }: KnownService): LabelSelector {
  return podSelector(selectorLabels, otherNames);
}
