import type { FieldPath } from '../../core/finding';
import type { SchemaRule } from '../../core/schema';
import { rangeError, readStatusRanges } from '../../traefik/api/read';
import { RuleError, parseRule } from '../../traefik/rule';
import type { Claim } from './claim';

/** What is wrong with a claim, below it. */
export interface ClaimFault {
  readonly path: FieldPath;
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
  /** The demand of the schema that it does not meet, where it is one of the schema's. */
  readonly rule?: SchemaRule;
}

/** What is wrong with a claim that has the right form. */
export function claimFaults(claim: Claim): readonly ClaimFault[] {
  return [...ruleFaults(claim), ...assertionFaults(claim)];
}

function ruleFaults({ requests }: Claim): readonly ClaimFault[] {
  if (requests === undefined) return [];
  try {
    parseRule(requests);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    const { message, offset, fix } = error;
    return [
      {
        path: ['requests'],
        message: `This is no rule of HTTP routers, at its character ${offset + 1}: ${message}.`,
        ...(fix !== undefined && { fix }),
      },
    ];
  }
}

function assertionFaults(claim: Claim): readonly ClaimFault[] {
  if ('alike' in claim) {
    if (claim.alike.with !== '-') return [];
    const message = 'Standard input can be read only once, and claims are asked again.';
    return [{ path: ['alike', 'with'], message, fix: 'Write the objects into a file, and name it.' }];
  }
  if ('only' in claim) {
    return claim.only.clientIp.flatMap((range, index) => {
      if (rangeError(range) === undefined) return [];
      const message = `${JSON.stringify(range)} is neither an address nor a network of them.`;
      return [{ path: ['only', 'clientIp', index], message, fix: 'Write 192.0.2.1, or 10.0.0.0/8.' }];
    });
  }
  if ('never' in claim) {
    const { reach, without } = claim.never;
    if (!reach && !without) {
      const message = '`never` says neither what is not reached (`reach`) nor without what (`without`).';
      return [{ path: ['never'], message, fix: 'Write one of them or both.' }];
    }
    return serviceFaults(reach ?? [], ['never', 'reach']);
  }
  if ('reach' in claim.always) return serviceFaults(claim.always.reach, ['always', 'reach']);
  if ('answer' in claim.always) {
    return claim.always.answer.flatMap((status, index) => statusFaults(status, ['always', 'answer', index]));
  }
  return [];
}

const serviceName = /^[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*(?::\d{1,5})?$/;

function serviceFaults(services: readonly string[], path: FieldPath): readonly ClaimFault[] {
  return services.flatMap((service, index) =>
    serviceName.test(service)
      ? []
      : [
          {
            path: [...path, index],
            message: `${JSON.stringify(service)} names no Service.`,
            fix: 'Write namespace/name or namespace/name:port, for example shop/web.',
          },
        ],
  );
}

function statusFaults(status: number | string, path: FieldPath): readonly ClaimFault[] {
  const ranges = readStatusRanges([String(status)]);
  const [range] = typeof ranges === 'string' ? [] : ranges;
  const isMeant = range && range[0] >= 100 && range[0] <= range[1] && range[1] <= 599;
  if (isMeant) return [];
  const message = `${JSON.stringify(status)} is neither a status nor a range of them.`;
  return [{ path, message, fix: 'Write 401, or 301-308.' }];
}
