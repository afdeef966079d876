import {
  type ClusterFacts,
  Inventory,
  type Link,
  inventoryOf,
  isHolder,
  linksOf,
  placedTrafficModelOf,
  traefikFactsOf,
} from '../../check/cluster';
import { oncePer } from '../../core/base';
import { ProblemError } from '../../core/finding';
import { formatIdentity } from '../../core/manifest';
import type { TrafficModel } from '../../traefik/model';
import type { Reading } from './reading';

/**
 * What Traefik does with what a source holds: the Traefik that the source knows, else the one that the official Helm
 * chart runs. What is known to exist is taken to be fit for its use.
 */
export function trafficOf({ objects, facts }: Pick<Reading, 'objects' | 'facts'>): TrafficModel {
  return placedTrafficModelOf(inventoryOf(objects, clusterOf({ facts })));
}

/** The same; undefined where Traefik would not start, which `lint` tells. */
export function trafficIfAny(reading: Pick<Reading, 'objects' | 'facts'>): TrafficModel | undefined {
  try {
    return trafficOf(reading);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** What is known of the cluster of a source: where it says nothing of its Traefik, the official Helm chart runs it. */
export function clusterOf({ facts }: Pick<Reading, 'facts'>): ClusterFacts {
  return withTraefik(facts);
}

const withTraefik = oncePer((facts: ClusterFacts): ClusterFacts => {
  const { traefik } = facts;
  // A scope that says something of its Traefik, but not how it is configured, is asked as synth asks it.
  if (traefik && (traefik.configuration ?? traefik.entryPoints)) return facts;
  return { ...facts, traefik: { ...traefikFactsOf(undefined, traefik?.version), ...traefik } };
});

/** A source behind another Traefik than it says: one of this static configuration. */
export function behind(reading: Reading, configuration: object): Reading {
  const { facts } = reading;
  return { ...reading, facts: { ...facts, traefik: traefikFactsOf(configuration, facts.traefik?.version) } };
}

/** A source behind another release of Traefik than it says. */
export function atVersion(reading: Reading, version: string): Reading {
  const { facts } = reading;
  return { ...reading, facts: { ...facts, traefik: { ...facts.traefik, version } } };
}

/** A source whose entry points clients reach at these ports, by name; the others stay where they are. */
export function exposedAt(reading: Reading, ports: ReadonlyMap<string, number>): Reading {
  const { traefik } = reading.facts;
  const exposedPorts = new Map([...(traefik?.exposedPorts ?? []), ...ports]);
  return { ...reading, facts: { ...reading.facts, traefik: { ...traefik, exposedPorts } } };
}

/**
 * The same with every Secret and ConfigMap that is referred to and not there taken to exist.
 *
 * @returns the objects that were added, by name
 */
export function withSecrets(reading: Reading): {
  readonly reading: Reading;
  readonly assumed: readonly string[];
} {
  const { objects, facts } = reading;
  const inventory = new Inventory(objects, facts);
  const links = linksOf(inventory).map(({ link }) => link);
  const isIssued = issued(links);
  const named = [
    ...inventory.mentions
      .map(({ mention }) => mention)
      .filter(({ kind }) => kind === 'Secret' || kind === 'ConfigMap'),
    ...links.filter(isHolder),
  ];
  const missing = new Map(
    named.flatMap(({ kind, namespace, name }) => {
      if (inventory.made(kind, namespace, name) || inventory.existing(kind, namespace, name)) return [];
      if (kind === 'Secret' && isIssued(namespace, name)) return [];
      const identity = { apiVersion: 'v1', kind, name, ...(namespace !== undefined && { namespace }) };
      return [[formatIdentity(identity), { kind, name, ...(namespace !== undefined && { namespace }) }]];
    }),
  );
  const existing = [...(facts.existing ?? []), ...missing.values()];
  return { reading: { ...reading, facts: { ...facts, existing } }, assumed: [...missing.keys()] };
}

/** Which Secrets a controller makes of the objects: with Certificates, more is known of them than that they exist. */
function issued(links: readonly Link[]): (namespace: string | undefined, name: string) => boolean {
  const made = links.filter(({ kind, makes }) => makes === true && kind === 'Secret');
  const keys = new Set(made.map(({ namespace, name }) => JSON.stringify([namespace, name])));
  return (namespace, name) => keys.has(JSON.stringify([namespace, name]));
}
