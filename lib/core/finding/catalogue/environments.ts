import type { RuleGroup } from './rule';

const notSynthesized = 'The environment is not synthesized.';

/** Environment files and the variables in them. */
export const environmentRules = {
  title: 'Environment files',
  looksAt: 'The folder of environments, its files, and the variables in them.',
  rules: {
    'unreadable-environments': {
      code: 'TR301',
      wrong: 'The folder of environments cannot be read.',
      consequence: 'There is nothing to synthesize.',
      fix: 'Name the folder, or make it.',
    },
    'no-environment': {
      code: 'TR302',
      wrong: 'A folder describes no environment.',
      consequence: 'There is nothing to synthesize.',
      fix: 'Add one file an environment, for example dev.yaml.',
    },
    'duplicate-environment': {
      code: 'TR303',
      wrong: 'An environment has two files.',
      consequence: 'Which of them holds would be left to chance.',
      fix: 'Keep one of them; a file whose name begins with "_" is passed over.',
    },
    'invalid-environment-name': {
      code: 'TR304',
      wrong: 'A file has a name that cannot be the name of an environment.',
      consequence: 'It becomes the name of a folder and part of object names.',
      fix: 'Use lower-case letters, digits and "-", at most 63 of them, with a letter or digit at both ends.',
    },
    'invalid-environment-file': {
      code: 'TR305',
      wrong: 'An environment file is something else than one map of keys.',
      consequence: notSynthesized,
      fix: 'Write one document with "key: value" lines; one file for each environment.',
    },
    'invalid-static-configuration': {
      code: 'TR306',
      wrong: "Traefik's static configuration has something that Traefik does not take.",
      consequence: 'Traefik refuses to start.',
      fix: 'Write it as Traefik has it.',
    },
    'idle-exclusive-guards': {
      code: 'TR322',
      wrong:
        '`guards: exclusive` stands at a route that has no guard, or whose rule cannot be left out of others.',
      consequence: 'No other rule leaves its requests out: they are as open as without it.',
      fix: 'Give the route a middleware with basicAuth, digestAuth, forwardAuth or ipAllowList, or leave `guards` out.',
    },
    'shared-exclusive-guards': {
      code: 'TR323',
      wrong: 'A route that lacks the guards of one with `guards: exclusive` takes its requests all the same.',
      consequence: 'These requests pass by the guards.',
      fix: 'Give it the same guards, or remove it; if it is an exception on purpose, leave `guards: exclusive` out.',
    },
    'unproven-version': {
      code: 'TR321',
      severity: 'warning',
      wrong: 'The release of Traefik is one with which the model of this program was not compared.',
      consequence: 'What is told of its requests may differ in what the release does otherwise.',
      fix: 'Run a release that is proven; docs/versions.md has them, and what each changed.',
    },
    'invalid-domain': {
      code: 'TR307',
      wrong: 'The domain of an environment is none.',
      consequence: 'No rule that is built from it ever matches, and no certificate can be issued for it.',
      fix: 'Write labels of lower-case letters, digits and "-" with dots between, for example shop.example.com.',
    },
    'reserved-variable': {
      code: 'TR308',
      wrong: 'A variable has a name that is the environment’s own.',
      consequence: 'The name means what the environment says, never the value of the variable.',
      fix: 'Give the variable another name.',
    },
    'invalid-vars-key': {
      code: 'TR309',
      wrong: 'Something cannot be the name of a variable.',
      consequence: notSynthesized,
      fix: 'Use letters, digits, "_" and "-", and begin with a letter or "_".',
    },
    'variable-in-key': {
      code: 'TR310',
      wrong: 'A key has a variable in it.',
      consequence: 'Keys are names; variables are replaced in values only.',
      fix: 'Write the name out.',
    },
    'invalid-variable-syntax': {
      code: 'TR311',
      wrong: 'A `${` is not followed by a variable.',
      consequence: notSynthesized,
      fix: 'Write `${name}` or `${env:NAME:-fallback}`, or `$${` for the text itself.',
    },
    'structured-variable-in-text': {
      code: 'TR312',
      wrong: 'A variable that is a map or a list stands within text.',
      consequence: notSynthesized,
      fix: 'Let it be the whole value, or use a variable that is text.',
    },
    'excessive-variables': {
      code: 'TR313',
      wrong: 'Variables of variables make the environment far too large or too deep.',
      consequence: 'No cluster takes objects of such a size.',
      fix: 'Use fewer variables of variables.',
    },
    'variable-cycle': {
      code: 'TR314',
      wrong: 'Variables refer to each other in a circle.',
      consequence: notSynthesized,
      fix: 'Write out the value of one of them.',
    },
    'long-variable-chain': {
      code: 'TR315',
      wrong: 'Too many variables refer to one another in a chain.',
      consequence: notSynthesized,
      fix: 'Write out the value of some of them.',
    },
    'unknown-variable': {
      code: 'TR316',
      wrong: 'There is no variable of this name.',
      consequence: notSynthesized,
      fix: 'Add it to `vars`, or write `$${…}` for the text itself.',
    },
    'unset-environment-variable': {
      code: 'TR317',
      wrong: 'An environment variable is not set where the program runs, and has no fallback.',
      consequence: notSynthesized,
      fix: 'Set it, or give a fallback: `${env:NAME:-…}`.',
    },
    'short-secret': {
      code: 'TR320',
      wrong: 'A secret is empty, or has less than four characters.',
      consequence: 'It could not be told from other text, and so neither be masked nor be found.',
      fix: 'Set the environment variable to a longer one.',
    },
    'unknown-profile': {
      code: 'TR318',
      wrong: 'A service names a profile that `defaults` does not have.',
      consequence: notSynthesized,
      fix: 'Make it under `defaults.profiles`, or use one that is there.',
    },
    'unknown-part': {
      code: 'TR319',
      wrong: 'A program asks an environment for a part that it does not declare.',
      consequence: 'The program stops.',
      fix: 'Name a part that the environment declares.',
    },
  },
} as const satisfies RuleGroup;
