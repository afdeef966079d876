import type { RuleGroup } from './rule';

const disabled = 'Traefik disables the router: its requests fall through to other routers, or get 404.';

/** The rule of a route, word by word. */
export const ruleTextRules = {
  title: 'Rules of routes',
  looksAt:
    '`match` of IngressRoute and IngressRouteTCP: what its matchers say, and what they were meant to say.',
  rules: {
    'old-arguments': {
      code: 'TR002',
      wrong: 'A matcher has several arguments, as v2 took them.',
      consequence: disabled,
      fix: 'Write a matcher for each and join them by ||.',
    },
    'old-matcher': {
      code: 'TR003',
      wrong: 'A matcher has the name that it had in v2.',
      consequence: disabled,
      fix: 'Write Header for Headers, HeaderRegexp for HeadersRegexp and Host for HostHeader.',
    },
    'path-without-slash': {
      code: 'TR005',
      wrong: 'A path does not begin with "/".',
      consequence: disabled,
      fix: 'Begin it with "/".',
    },
    'invalid-rule-regexp': {
      code: 'TR006',
      wrong: "A regular expression of a rule is none in Go's RE2 syntax.",
      consequence: disabled,
      fix: 'Write it without lookarounds and backreferences, which RE2 does not have.',
    },
    'non-ascii-host': {
      code: 'TR011',
      wrong: 'A host has characters that are not ASCII.',
      consequence: disabled,
      fix: 'Write it in punycode, as clients send it: xn--….',
    },
    'duplicate-tcp-rule': {
      code: 'TR021',
      wrong: 'A rule stands twice in one IngressRouteTCP.',
      consequence:
        'Traefik names routers after object and rule: the last route replaces the others, and weighted services of both are mixed.',
      fix: 'Put the services into one route with weights, or make the rules differ.',
    },
    'empty-rule': {
      code: 'TR022',
      wrong: 'A route has no rule.',
      consequence:
        'The API server refuses the object where match is missing; Traefik drops the route where it is empty.',
      fix: 'Write the rule, for example PathPrefix(`/`) for all requests.',
    },
    'route-kind': {
      code: 'TR023',
      wrong: 'A route is of another kind than Rule.',
      consequence: 'The API server refuses the object.',
      fix: 'Write `kind: Rule`, or leave kind out.',
    },
  },
} as const satisfies RuleGroup;
