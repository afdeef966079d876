import {
  type Guard,
  type Opening,
  type TrafficModel,
  type Weakness,
  elementName,
  findWeaknesses,
} from '../../traefik/model';
import { isEqual, quoteMeta } from '../../core/base';
import type { FieldPath, Finding } from '../../core/finding';
import type { PlacedObject } from '../../core/manifest';
import { matchersOf, translation } from '../../traefik/rule';
import type { Inventory } from '../cluster';
import type { FollowOn } from './follow-on';
import type { ObjectFinding, TrafficCheck } from './object-finding';
import { placeOf as placedAt } from './placing';
import { routeRules } from './route-rules';
import { routeField, routerSources, sourceOf } from './routers';
import { shownRequest } from './shown-request';

/** Guards that guard nothing, and routes that no request reaches, each with the request that shows it. */
export const guards: TrafficCheck = (inventory, model, followOn) => {
  return eachOpenRouteOnce(findWeaknesses(model)).flatMap((weakness): ObjectFinding[] => {
    const place = placeOf(inventory, model, weakness);
    if (!place) return [];
    if (takesNothing(weakness) && isExplained(inventory, followOn, place.placed, place.field)) return [];
    return [{ ...place, ...findingOf(inventory, model, weakness) }];
  });
};

/** Several guarded routes may lie around an exception: it is told again only for guards that were not yet told of. */
function eachOpenRouteOnce(weaknesses: readonly Weakness[]): readonly Weakness[] {
  const told = new Map<string, Set<string>>();
  return weaknesses.filter((weakness) => {
    if (weakness.kind !== 'within') return true;
    const known = told.get(weakness.by) ?? new Set();
    told.set(weakness.by, known);
    const isNew = weakness.missing.some(({ kind }) => !known.has(kind));
    for (const { kind } of weakness.missing) known.add(kind);
    return isNew;
  });
}

/** The guarded route; of an exception from it the exception, whose author can say that it is meant. */
function placeOf(
  inventory: Inventory,
  model: TrafficModel,
  weakness: Weakness,
): Pick<ObjectFinding, 'placed' | 'field'> | undefined {
  return routeOf(inventory, model, weakness.kind === 'within' ? weakness.by : weakness.router);
}

function routeOf(
  inventory: Inventory,
  model: TrafficModel,
  router: string,
): Pick<ObjectFinding, 'placed' | 'field'> | undefined {
  const source = routerSources(model)(router);
  const placed = sourceOf(inventory, source);
  return placed && { placed, field: routeField(placed, source) };
}

function takesNothing(weakness: Weakness): boolean {
  return weakness.kind === 'unreached' && weakness.takenBy.length === 0;
}

/** Whether it is told already why a rule matches nothing: by an error, or because it is written for v2. */
function isExplained(
  inventory: Inventory,
  followOn: FollowOn,
  placed: PlacedObject,
  field: FieldPath,
): boolean {
  const match = JSON.stringify([...field, 'match']);
  return (
    followOn.isTold(placed, field) ||
    routeRules(inventory).some(
      (rule) =>
        rule.placed === placed && JSON.stringify(rule.field) === match && translation(rule) !== undefined,
    )
  );
}

function findingOf(inventory: Inventory, model: TrafficModel, weakness: Weakness): Finding {
  if (weakness.kind === 'unreached') return unreached(model, weakness);
  const by = nameOf(model, weakness.by);
  const missing = kindsOf(weakness.missing);
  const request = shownRequest(weakness.request);
  if (weakness.kind === 'bypassed') {
    const other = routeOf(inventory, model, weakness.by);
    return {
      rule: 'bypassed-guard',
      message: `${by} takes requests that this route guards, without ${missing}: ${request}.`,
      ...(other && { related: [placedAt(other.placed, other.field)] }),
    };
  }
  if (weakness.kind === 'within') {
    return {
      rule: 'open-within-guard',
      message: `This route takes requests that ${nameOf(model, weakness.router)} guards, to the same Service without ${missing}: ${request}.`,
    };
  }
  if (weakness.kind === 'beside') {
    return {
      rule: 'open-beside-guard',
      message: `${by} leads to the same Service without ${missing}: ${request}.`,
    };
  }
  if (weakness.kind === 'other-case') {
    return {
      rule: 'open-in-other-case',
      message: `${by} leads to the same Service without ${missing} where letters of the path are in the other case: ${request}.`,
      ...otherCaseSeverity[weakness.purpose],
      ...otherCaseFix(inventory, model, weakness),
    };
  }
  return {
    rule: 'guard-fails-open',
    message: `${by} matches what this route guards: ${request}.`,
    consequence: `When ${supportsOf(inventory, weakness)} is missing, Traefik disables this route, and that one takes its requests without ${missing}.`,
  };
}

/** Who opens a path in all letters but those of the guarded route opens it; who opens all else has left it out. */
const otherCaseSeverity = {
  twin: {},
  'all-letters': {
    severity: 'error',
    consequence: 'Whoever writes the path in other letters passes by the guard.',
  },
  general: { severity: 'info' },
} as const;

/** The expression that takes the guarded path in any letters, where the guarded rule names a path as it is. */
function otherCaseFix(
  inventory: Inventory,
  model: TrafficModel,
  weakness: Extract<Weakness, { readonly kind: 'other-case' }>,
): { readonly fix?: string } {
  const place = placeOf(inventory, model, weakness);
  const rule = routeRules(inventory).find(
    ({ placed, field }) => placed === place?.placed && isEqual(field, [...place.field, 'match']),
  );
  const { url } = weakness.request;
  const asked = URL.canParse(url) ? new URL(url).pathname.toLowerCase() : '';
  const guarded =
    rule &&
    matchersOf(rule.tree).find(({ matcher: { name, args }, negated }) => {
      if (negated) return false;
      const path = args[0]?.toLowerCase();
      return (
        path !== undefined &&
        (name === 'Path' ? asked === path : name === 'PathPrefix' && asked.startsWith(path))
      );
    });
  if (!guarded) return {};
  const { name, args } = guarded.matcher;
  const expression = `(?i)^${quoteMeta(args[0] ?? '')}${name === 'Path' ? '$' : ''}`;
  const by = nameOf(model, weakness.by);
  return {
    fix: `Give ${by} the same guards, or let this route take all letters, PathRegexp(\`${expression}\`), and ${by} none of them.`,
  };
}

function unreached(
  model: TrafficModel,
  { takenBy, guards: own }: Extract<Weakness, { readonly kind: 'unreached' }>,
): Finding {
  const takers = takenBy.map((router) => nameOf(model, router)).join(' and ');
  const message =
    takenBy.length === 0
      ? 'No request reaches this route: its rule matches nothing that Traefik lets in.'
      : `No request reaches this route: ${takers} ${takenBy.length === 1 ? 'takes' : 'take'} all that its rule matches.`;
  return {
    rule: takenBy.length === 0 ? 'constant-rule' : 'unreached-route',
    message,
    ...(takenBy.length === 0 && {
      consequence: 'The route takes no request.',
      fix: 'Write the rule for what requests have: hosts in lower case, paths decoded and without "//" and "..".',
    }),
    ...(own.length > 0 && {
      severity: 'error',
      consequence: `The route takes no request: its ${kindsOf(own)} guards nothing.`,
    }),
  };
}

/** A router as its user knows it. */
function nameOf(model: TrafficModel, router: string): string {
  const source = routerSources(model)(router);
  return source ? `${source.kind} ${source.namespace}/${source.name}` : router;
}

function kindsOf(missing: readonly Guard[]): string {
  return [...new Set(missing.map(({ kind }) => kind))].join(' and ');
}

/** What guards stand on: the Secrets that they name, else they themselves. */
function supportsOf(inventory: Inventory, { missing }: Opening<string>): string {
  const supports = missing.flatMap(({ middleware }) => {
    const made = inventory.objects.find(
      ({ object: { kind, metadata } }) =>
        kind === 'Middleware' &&
        middleware ===
          elementName(metadata.namespace ?? '', metadata.name, inventory.facts.traefik?.safeNaming),
    );
    const secrets = inventory.mentions.flatMap(({ placed, mention }) =>
      placed === made && mention.kind === 'Secret' ? [`the Secret ${mention.name}`] : [],
    );
    return secrets.length > 0 ? secrets : [`the Middleware ${made?.object.metadata.name ?? middleware}`];
  });
  return [...new Set(supports)].join(' or ');
}
