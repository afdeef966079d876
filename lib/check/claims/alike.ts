import { type Difference, compareTraffic, fateOf } from '../../traefik/difference';
import type { TrafficModel } from '../../traefik/model';
import { parseRule } from '../../traefik/rule';
import type { Lane } from '../../traefik/ways';
import type { AlikeClaim } from './claim';
import type { Proof } from './proof';

/** Reads the traffic of other objects that a claim names, or says what is wrong with their name. */
export type OtherTraffic = (source: string) => TrafficModel | OtherFault;

/** What is wrong with the name of other objects. */
export interface OtherFault {
  readonly message: string;
  readonly fix?: string;
}

/** Whether each request of a claim fares with other objects as it does with these. */
export function proveAlike(claim: AlikeClaim, model: TrafficModel, other: TrafficModel): Proof {
  const { name, requests, entryPoints, scheme, alike } = claim;
  const { differences, undecided, regions } = compareTraffic(model, other, {
    ...(requests !== undefined && { rule: parseRule(requests) }),
    ...(entryPoints && { entryPoints }),
    ...(scheme && { scheme }),
  });
  const [difference] = differences.toSorted((a, b) => depthOf(a) - depthOf(b));
  if (difference) {
    const { request } = difference;
    return {
      name,
      result: 'refuted',
      counterexample: request,
      explanation: model.exactExplanation(request),
      otherExplanation: other.exactExplanation(request),
      regions,
      reason: reasonOf(difference, alike.with),
    };
  }
  const reasons = [...new Set(undecided.map(({ reason }) => reason))];
  const isKnown = reasons.length === 0;
  return {
    name,
    result: isKnown ? 'proven' : 'unknown',
    counterexample: null,
    explanation: null,
    regions,
    reason: isKnown ? null : reasons.join('; '),
  };
}

/**
 * How little a difference says to who looks for one: most says that something is reached on one side alone, by a client
 * that sends the host as server name.
 */
function depthOf({ traces, chance, request }: Difference): number {
  const [one, other] = traces.map(fateOf);
  if (chance) return 4;
  if (one === other) return 3;
  if (!traces.some(({ outcome }) => outcome === 'forwarded')) return 2;
  return request.headers?.['Host'] === undefined ? 0 : 1;
}

/** What tells both sides apart, by the first thing of an answer in which they differ. */
function reasonOf(difference: Difference, source: string): string {
  const { traces, answers } = difference;
  const [own, others] = answers;
  const by = `with ${source}`;
  const [fate, otherFate] = [fateOf(traces[0]), fateOf(traces[1])];
  if (fate !== otherFate) return `it is ${fate}; ${by} it is ${otherFate}`;
  const [guards, otherGuards] = [own.guards, others.guards].map(listed);
  if (guards !== otherGuards) return `it passes ${guards}; ${by} ${otherGuards}`;
  const [backends, otherBackends] = [own.backends, others.backends].map(listed);
  if (backends !== otherBackends) return `it reaches ${backends}; ${by} ${otherBackends}`;
  if (JSON.stringify(own.forwarded) !== JSON.stringify(others.forwarded)) {
    const [sent, otherSent] = [sentAs(difference, 0), sentAs(difference, 1)];
    return sent === otherSent
      ? `the backend receives ${sent}; ${by} with other headers`
      : `the backend receives ${sent}; ${by} ${otherSent}`;
  }
  if (JSON.stringify(own.tls) !== JSON.stringify(others.tls)) {
    return `the TLS options of its connection are ${own.tls?.options ?? 'none'}; ${by} ${others.tls?.options ?? 'none'}${own.tls?.options === others.tls?.options ? ', which say something else' : ''}`;
  }
  return chanceText(difference, by);
}

function sentAs({ traces }: Difference, side: 0 | 1): string {
  const { forwarded } = traces[side];
  return forwarded ? `${forwarded.method} ${forwarded.url}` : 'nothing';
}

function chanceText({ seats, chance }: Difference, by: string): string {
  const decides = (side: 0 | 1, rivals: readonly Lane[] = []): string => {
    const lanes = [seats[side].lane, ...rivals].flatMap((lane) => lane ?? []);
    const names = lanes.map(({ source, router }) =>
      source ? `${source.kind} ${source.namespace}/${source.name}` : router,
    );
    return `chance decides between ${listed(names)}`;
  };
  const [here, there] = [chance?.before ?? [], chance?.after ?? []];
  if (here.length === 0) return `${by} ${decides(1, there)}`;
  return there.length === 0 ? decides(0, here) : `${decides(0, here)}; ${by} ${decides(1, there)}`;
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(' and ');
}
