import type { RuleGroup } from './rule';

/** What the traffic model says that Traefik makes of all objects. */
export const trafficRules = {
  title: 'Traffic',
  looksAt:
    'What Traefik makes of all objects together, as the traffic model has it; told where no other rule has told the cause.',
  rules: {
    'dropped-by-traefik': {
      code: 'TR210',
      wrong: 'Traefik leaves a route or an object out.',
      consequence: 'Traefik only logs it: requests go to other routes or get 404.',
      fix: 'Do away with the reason that is named.',
    },
    'disabled-by-traefik': {
      code: 'TR211',
      wrong: 'Traefik shows a router, but it does not work.',
      consequence: 'Its requests go to routers of lower priority, or get 404.',
      fix: 'Do away with the reason that is named.',
    },
    'ambiguous-priority': {
      code: 'TR017',
      wrong: 'Two HTTP or TCP routers take the same request with the same priority.',
      consequence: 'Traefik chooses by chance, anew at each reload and in each replica.',
      fix: 'Give one of them a priority of its own.',
    },
    'undecided-priority': {
      code: 'TR212',
      severity: 'warning',
      wrong: 'Routers have the same priority, and whether a request matches both cannot be decided.',
      consequence: 'If one does, Traefik chooses by chance, anew at each reload and in each replica.',
      fix: 'Give one of them a priority of its own, or write the rules in the v3 syntax.',
    },
    'tls-options-conflict': {
      code: 'TR078',
      wrong: 'Two routes name one host on one entry point, with different TLS options.',
      consequence:
        'Traefik serves both with its default options: no client certificate is asked for, and no lowest version holds.',
      fix: 'Give all routes of the host the same options, or move one of them to another host or entry point.',
    },
    'unreached-route': {
      code: 'TR018',
      severity: 'warning',
      wrong:
        'No request reaches a route: others take all that its rule matches. An error where it has a guard.',
      consequence:
        'The route does nothing: its requests go where the other routes lead, past its own middlewares.',
      fix: 'Give it a higher priority (where the redirection of an entry point takes its requests, give that a lower one: http.redirections.entryPoint.priority), correct its rule, or remove it.',
    },
    'bypassed-guard': {
      code: 'TR214',
      wrong:
        'A route that Traefik tries first takes requests of a guarded one, without its guards, and others beside them.',
      consequence: 'These requests pass by the guard.',
      fix: "Give the guarded route the higher priority, or the other one the same guards; if it is meant, say why in the other one's annotation `lint.cdk8s-traefik/bypassed-guard`.",
    },
    'guard-fails-open': {
      code: 'TR215',
      severity: 'warning',
      wrong: 'A route without the guards of another matches its requests too, and leads to the same Service.',
      consequence:
        'When a Secret or Middleware of the guard is missing, Traefik disables the guarded route, and the other one takes its requests.',
      fix: 'Write `guards: exclusive` at the guarded route of the environment, or leave its requests out of the other rule.',
    },
    'open-within-guard': {
      code: 'TR218',
      severity: 'warning',
      wrong:
        'A route that takes a part of what a guarded one matches leads to the same Service without its login or its allow list.',
      consequence: 'These requests pass by the guard.',
      fix: 'Give it the same guards; if it is an exception on purpose, say why in its annotation `lint.cdk8s-traefik/open-within-guard`.',
    },
    'open-beside-guard': {
      code: 'TR216',
      severity: 'warning',
      wrong:
        'What lies beside a guarded path, or behind another entry point, leads to the same Service without the guards.',
      consequence: 'Who asks for that passes by the guard, if the service takes it for the same.',
      fix: 'Guard it too: by PathPrefix in place of Path, without a slash at the end, and on each entry point.',
    },
    'open-in-other-case': {
      code: 'TR217',
      severity: 'warning',
      wrong:
        'A guarded path in other letters (`/Admin` beside `/admin`) leads to the same Service without the guards; an error where the open route is there for the path in any letters, an info where it only leaves the guarded path out.',
      consequence:
        'Rules tell small letters from capital ones. A server that does not (Express, ASP.NET, IIS) takes the request for a guarded one, and the guard has not seen it.',
      fix: 'Give the open route the same guards, or let the guarded one take all letters, PathRegexp(`(?i)^/admin`), and the open one none of them.',
    },
    'shared-router-name': {
      code: 'TR092',
      wrong: 'Two objects make a router of one name (`a-b` in namespace `c` and `b` in namespace `c-a`).',
      consequence: 'Traefik keeps one of them by chance, anew at each reload and in each replica.',
      fix: 'Rename one of the objects so that namespace and name, joined by "-", differ.',
    },
  },
} as const satisfies RuleGroup;
