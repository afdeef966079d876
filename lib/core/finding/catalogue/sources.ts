import type { RuleGroup } from './rule';

/** Where commands take objects from. */
export const sourceRules = {
  title: 'Sources of objects',
  looksAt:
    'What commands read objects from: the program of the repository, revisions, a cluster, folders of manifests.',
  rules: {
    'no-api-object': {
      code: 'TR231',
      severity: 'info',
      wrong: 'Something is no API object: it lacks apiVersion, kind and metadata.name.',
      consequence: 'It is passed over.',
      fix: 'Leave it out of what is read, or give it all three.',
    },
    'broken-object': {
      code: 'TR232',
      wrong: 'Something is nearly an API object: it lacks apiVersion, kind or metadata.name.',
      consequence: 'kubectl would refuse it.',
      fix: 'Give it all three.',
    },
    'failed-program': {
      code: 'TR233',
      wrong: 'The program of the repository fails.',
      consequence: 'What it would write is not known, and nothing was written.',
      fix: 'Mend what it says above.',
    },
    'program-changes-declared': {
      code: 'TR234',
      wrong: 'The program of the repository changes or leaves out an object that environment files declare.',
      consequence: 'A chart makes it of values, which know nothing of the program; nothing was written.',
      fix: 'Say it in the environment files, or let the program make objects of its own beside.',
    },
    'no-delivery-app': {
      code: 'TR235',
      wrong: 'The program of the repository ends well, and no DeliveryApp of it was synthesized.',
      consequence: 'What it makes for which environment is not known, and nothing was written.',
      fix: 'Let it make a DeliveryApp (in place of an App of cdk8s) and call its synth(); or run `cdk8s synth` and name its output with -f.',
    },
    'no-context': {
      code: 'TR236',
      wrong: 'A folder’s record of its environment does not say what a synth writes there.',
      consequence: 'For which Traefik the folder was made is not known.',
      fix: 'Let the synth write it anew; it is not to be edited.',
    },
    'different-traefiks': {
      code: 'TR237',
      wrong: 'Objects come from environments whose Traefiks are configured differently.',
      consequence: 'No Traefik reads them together.',
      fix: 'Name the folder of one environment; or say with --traefik which Traefik reads them all.',
    },
    'several-environments': {
      code: 'TR238',
      wrong: 'An app with several environments is asked about its traffic.',
      consequence: 'Each is behind a Traefik of its own.',
      fix: 'Name one of them: its EnvironmentStack, a chart in it, or trafficModels(app).get(name).',
    },
    'outdated-traefik': {
      code: 'TR242',
      severity: 'warning',
      wrong: 'The Traefik among the objects is older than v3.',
      consequence:
        'What is told here is what Traefik v3 does with the objects: v2 reads rules and some fields otherwise.',
      fix: 'Name the release of v3 that is to run with --traefik-version; `lint --fix` translates rules of v2.',
    },
    'unreadable-revision': {
      code: 'TR239',
      wrong: 'A revision of the repository cannot be read.',
      consequence: 'Nothing is compared.',
      fix: 'Write git:REV:PATH, for example git:main:dist/prod, in a folder of the repository.',
    },
    'unreadable-traefik': {
      code: 'TR249',
      wrong: 'The API of a running Traefik cannot be read.',
      consequence: 'Nothing is compared.',
      fix: 'Name its URL, for example http://127.0.0.1:8080 behind `kubectl port-forward`, or a file with what its /api/rawdata prints.',
    },
    'unreadable-cluster': {
      code: 'TR240',
      wrong: 'A running cluster cannot be read.',
      consequence: 'Nothing is compared.',
      fix: 'See that `kubectl get services --all-namespaces` works here, or read what kubectl gives elsewhere.',
    },
    'missing-page-program': {
      code: 'TR241',
      wrong: 'What makes the page of `map` work is missing.',
      consequence: 'No page is written.',
      fix: 'Install the package anew; in a clone of its repository, run `npm ci`.',
    },
  },
} as const satisfies RuleGroup;
