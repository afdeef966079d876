import type { RuleGroup } from './rule';

const disabled = 'Traefik disables the router: its requests go to routers of lower priority, or get 404.';

/** What users of Traefik report most, and what Traefik says nothing of. */
export const reportRules = {
  title: 'What users report most',
  looksAt:
    'Objects that are valid, that Traefik takes without a word, and that do not do what they were written for.',
  rules: {
    'unknown-annotated-middleware': {
      code: 'TR101',
      wrong: 'The annotation of an Ingress or a Service names a middleware that there is not.',
      consequence: disabled,
      fix: 'Make the Middleware, and name it <namespace>-<name>@kubernetescrd.',
    },
    'misnamed-annotated-middleware': {
      code: 'TR102',
      wrong: 'The annotation of an Ingress or a Service names a middleware otherwise than Traefik does.',
      consequence: disabled,
      fix: 'Write <namespace>-<name>@kubernetescrd.',
    },
    'idle-annotation': {
      code: 'TR103',
      severity: 'warning',
      wrong: 'An annotation stands where Traefik does not read it, or is one that it does not know.',
      consequence: 'Traefik passes over it without a word.',
      fix: 'Write it on the object of which Traefik reads it.',
    },
    'misplaced-field': {
      code: 'TR104',
      wrong: 'A field stands beside spec, and belongs below it.',
      consequence: 'The API server drops the field without a word, and Traefik never sees it.',
      fix: 'Indent it below spec.',
    },
    'old-api-group': {
      code: 'TR091',
      wrong: 'An object is of the API group of Traefik v2, traefik.containo.us.',
      consequence: 'Traefik v3 never reads it, and logs nothing.',
      fix: 'Write apiVersion: traefik.io/v1alpha1.',
    },
    'unread-object': {
      code: 'TR105',
      wrong: 'An object speaks of routes, and no provider of this Traefik reads it.',
      consequence: 'Nothing is made of it, and nothing is logged.',
      fix: 'Turn the provider on, or say with --traefik which Traefik reads these objects.',
    },
    'retired-field': {
      code: 'TR106',
      severity: 'warning',
      wrong: 'A field of Traefik v2 that v3 still takes has no effect.',
      consequence: 'Traefik reads it and does nothing.',
      fix: 'Write what has taken its place.',
    },
  },
} as const satisfies RuleGroup;
