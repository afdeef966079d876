import type { RuleGroup } from './rule';

const notSynthesized = 'Nothing is synthesized: a step of the release would not do what it says.';

/** Releases: what is declared, and what must hold from one step to the next. */
export const releaseRules = {
  title: 'Releases',
  looksAt:
    '`services.<name>.release`, the objects of each step, and what Traefik does with all requests from one step to the next (docs/releases.md).',
  rules: {
    'release-without-version': {
      code: 'TR701',
      wrong:
        'A release names no next version, none that is an image, two of them, or the one that runs already.',
      consequence: notSynthesized,
      fix: 'Give its `image`, or a `version`: a tag of the image that the service has.',
    },
    'invalid-release-steps': {
      code: 'TR702',
      wrong: 'The steps of a release are no growing shares, or are kept in a way that does nothing.',
      consequence: notSynthesized,
      fix: 'Write whole percents from 1 to 99, each greater than the one before, for example [5, 25, 50]; at most 30.',
    },
    'unfit-for-release': {
      code: 'TR703',
      wrong: 'A service cannot be released in the way that is declared.',
      consequence: notSynthesized,
      fix: 'Choose a strategy that its protocol and workload can do.',
    },
    'release-name-taken': {
      code: 'TR704',
      wrong: 'Another object has the name of one that a release makes.',
      consequence: 'One of them would replace the other at a step.',
      fix: 'Name the other object otherwise.',
    },
    'release-bypassed': {
      code: 'TR705',
      wrong: 'A route leads to a service past its release.',
      consequence:
        'Its requests stay with the service, whatever the step; once that has no pods, they are lost.',
      fix: 'Let it lead to the release, with the options that the other routes have.',
    },
    'release-weights': {
      code: 'TR706',
      wrong: 'Weights are not whole, not positive, or do not sum to 100.',
      consequence:
        'Shares are others than the step says; a child of weight 0 still takes the whole service down when it has no endpoints.',
      fix: 'Write percents, and leave out who has none.',
    },
    'release-not-ready': {
      code: 'TR707',
      wrong: 'A Service gets requests in the same step that makes it, or changes its pods.',
      consequence:
        'Until its pods are ready Traefik has no servers for it: without allowEmptyServices the whole TraefikService is missing, with it that share gets 503.',
      fix: 'Deploy it in a step before, wait until it is ready, then lead requests to it.',
    },
    'release-removed-in-use': {
      code: 'TR708',
      wrong: 'Something that gets requests is removed in the step that stops leading them there, or earlier.',
      consequence: 'Requests that are on their way are lost, and routes that still name it are disabled.',
      fix: 'Stop leading requests to it in a step before, then remove it.',
    },
    'release-changed-in-use': {
      code: 'TR709',
      wrong: 'Pods change their version while requests are led to them.',
      consequence: 'All of their requests come to a version that no gate has let through.',
      fix: 'Lead requests elsewhere in a step before, as the plan does.',
    },
    'release-unguarded': {
      code: 'TR710',
      wrong: 'From one step to the next a request reaches more than before, or passes fewer guards.',
      consequence: 'What is guarded is open at that step.',
      fix: 'Give the route the same middlewares, entry points and TLS options as the one whose requests it takes.',
    },
    'release-moves-others': {
      code: 'TR711',
      wrong: 'From one step to the next requests fare otherwise that the step does not speak of.',
      consequence: 'A release of one service changes the traffic of another, or loses requests.',
      fix: 'Change that in another step, or outside of the release.',
    },
    'release-undecided': {
      code: 'TR712',
      severity: 'warning',
      wrong: 'Whether a step changes some requests could not be decided.',
      consequence: 'Of those requests it is not known that they are safe.',
      fix: 'Do away with the reason that is named.',
    },
    'release-untested-version': {
      code: 'TR713',
      wrong: 'The service takes another version for its own than the one that was tested beside it.',
      consequence: 'All requests come to a version that no gate has seen.',
      fix: 'Promote the image of the next version, by its digest best.',
    },
    'release-over-capacity': {
      code: 'TR714',
      wrong: 'The next version may have too few pods for its share of the requests.',
      consequence:
        'It is overloaded at that step, and its gate fails for a reason that is none of the version.',
      fix: 'Let it have as many pods as the service has.',
    },
    'release-options-differ': {
      code: 'TR715',
      wrong: 'References to one port of a Service have different options.',
      consequence: 'Traefik makes one service of them: the options of one hold for both, by chance.',
      fix: 'Give all of them the same options.',
    },
    'release-skips-step': {
      code: 'TR716',
      wrong: 'A change goes past a step of the release.',
      consequence: 'What the gate of that step is to find out is not known.',
      fix: 'Take the steps one after the other.',
    },
    'release-fixed-replicas': {
      code: 'TR717',
      severity: 'warning',
      wrong: 'A service that Flagger releases has a fixed number of replicas.',
      consequence:
        'Flagger scales the Deployment to nothing between releases, and each apply sets the number again: pods run that get no request.',
      fix: 'Give it `autoscaling`; then no number stands in the Deployment.',
    },
    'written-by-controller': {
      code: 'TR719',
      severity: 'warning',
      wrong: 'A manifest has what Flagger or Argo Rollouts writes.',
      consequence:
        'Each apply undoes what the controller has written, and the controller what was applied: shares jump while a release goes on.',
      fix: 'Leave it out of the manifests: the objects that Flagger makes, and weights and changing labels of the TraefikService of a Rollout.',
    },
    'controller-cannot': {
      code: 'TR720',
      severity: 'warning',
      wrong: 'A release asks of Flagger or Argo Rollouts what they do not do by Traefik.',
      consequence: 'The controller refuses it, or passes over it.',
      fix: 'Share requests out by weights below 100 alone, or write the steps as manifests (`release`, mode plain).',
    },
    'undone-by-sync': {
      code: 'TR721',
      severity: 'warning',
      wrong: 'Argo CD writes the weights of a TraefikService that Argo Rollouts changes.',
      consequence:
        'With a sync each version gets a half of the requests, until Argo Rollouts writes the weights again.',
      fix: 'Give `ignoreDifferences` for TraefikService with `jqPathExpressions: [.spec.weighted.services[].weight]`, and the sync option RespectIgnoreDifferences=true.',
    },
    'release-series-renamed': {
      code: 'TR722',
      severity: 'info',
      wrong: 'A changed rule gives a service another name in the metrics of Traefik.',
      consequence:
        'Series begin anew under the new name: gates, alerts and dashboards that ask for the old one see no requests any more.',
      fix: 'Take the queries of the new plan (`release gates`), and wait for `bake` under the new name.',
    },
    'release-twin-differs': {
      code: 'TR723',
      wrong:
        'A route for requests that ask for the next version differs from the route beside which it stands.',
      consequence:
        'Who asks for the next version passes other guards; other TLS options for one host make Traefik use the default ones for both.',
      fix: 'Give it the middlewares, the entry points and the TLS of the other one.',
    },
    'release-sticky': {
      code: 'TR724',
      wrong:
        'The cookie of sticky clients is declared where it does not keep them at a version, twice, or otherwise than before.',
      consequence: 'Clients change their version between two requests.',
      fix: 'Declare one cookie in `spec.weighted.sticky` of the TraefikService (`sticky` of the release), and leave it from step to step; one for pods has a name of its own.',
    },
    'release-two-at-once': {
      code: 'TR725',
      wrong: 'A step makes or removes what another object names from this step on, or until it.',
      consequence:
        'One of the two is changed first: until the other one is, Traefik disables the route or the service that names what is not there.',
      fix: 'Make it in a step before, or remove it in a step after.',
    },
    'controlled-release-in-chart': {
      code: 'TR718',
      wrong: 'A chart is to be made of an environment in which a controller carries a release out.',
      consequence: 'No chart is made: it would have the objects that the controller owns.',
      fix: 'Use the mode plain, whose steps are values of the chart, or apply the manifests.',
    },
  },
} as const satisfies RuleGroup;
