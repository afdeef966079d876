import type { RuleGroup } from './rule';

const notRead = 'docker compose refuses the project, and it is not read.';

/** Projects of Docker Compose. */
export const composeRules = {
  title: 'Compose files',
  looksAt: 'Projects of Docker Compose: their files, variables and env files.',
  rules: {
    'no-compose-file': {
      code: 'TR801',
      wrong: 'There is no Compose file, or what is named is none.',
      consequence: notRead,
      fix: 'Name the files with -f; each is a map with services.',
    },
    'unknown-compose-key': {
      code: 'TR802',
      wrong: 'A key of a Compose file is unknown to the Compose specification.',
      consequence: notRead,
      fix: 'Correct it; keys of your own begin with x-.',
    },
    'invalid-compose-value': {
      code: 'TR803',
      wrong: 'A value of a Compose file is not what belongs there.',
      consequence: notRead,
      fix: 'Write it as the Compose specification says.',
    },
    'unknown-compose-name': {
      code: 'TR804',
      wrong:
        'A Compose file names a service, network, volume, config or secret that the project does not have.',
      consequence: notRead,
      fix: 'Declare it, or correct the name.',
    },
    'compose-circle': {
      code: 'TR805',
      wrong: 'Files include, or services extend or wait for, one another in a circle.',
      consequence: notRead,
      fix: 'Take one step out of the circle.',
    },
    'inconsistent-compose': {
      code: 'TR806',
      wrong: 'A service of a Compose file says two things that exclude one another, or lacks what it needs.',
      consequence: notRead,
      fix: 'Keep one of them, or add what is missing.',
    },
    'missing-compose-variable': {
      code: 'TR807',
      wrong: 'A variable that a Compose file wants to be set (`${NAME:?}`) is not.',
      consequence: notRead,
      fix: 'Set it in the shell, in .env, or in a file named with --env-file.',
    },
    'invalid-compose-variable': {
      code: 'TR808',
      wrong: 'A "${" of a Compose file begins no variable.',
      consequence: notRead,
      fix: 'Write ${NAME}, or $$ where a dollar sign is meant.',
    },
    'compose-unset-variable': {
      code: 'TR809',
      severity: 'warning',
      wrong: 'A variable of a Compose file is not set.',
      consequence: 'docker compose takes nothing in its place.',
      fix: 'Set it, or say what is taken instead: ${NAME:-default}.',
    },
    'invalid-env-file': {
      code: 'TR810',
      wrong: 'A file of variables cannot be read.',
      consequence: notRead,
      fix: 'Write NAME=value, one a line, and close every quote.',
    },
    'colliding-compose-names': {
      code: 'TR815',
      wrong: 'Two services of a Compose file have one name on Kubernetes.',
      consequence: 'One would take the place of the other; nothing is written.',
      fix: 'Rename one of them: names have lower case letters, digits and hyphens there.',
    },
    'assumed-container-port': {
      code: 'TR831',
      severity: 'info',
      wrong: 'Neither labels nor the Compose file say on which port a service listens.',
      consequence:
        'Traefik takes the lowest port that the image exposes; where that exposes none, it leaves the container out.',
      fix: 'Name it: traefik.http.services.<name>.loadbalancer.server.port, or expose in the Compose file.',
    },
    'no-composed-traefik': {
      code: 'TR832',
      severity: 'info',
      wrong: 'No service of a Compose project is Traefik.',
      consequence:
        'A Traefik with the entry points web (:80) and websecure (:443), those that labels name, and the Docker provider is taken.',
      fix: 'Say with --traefik FILE how the Traefik is configured that reads the labels.',
    },
    'unread-static-configuration': {
      code: 'TR833',
      wrong:
        "The static configuration of a Compose project's Traefik is in a place, or a form, that is not read.",
      consequence: 'What Traefik makes of the labels is not known.',
      fix: 'Say with --traefik FILE what it is, as YAML.',
    },
    'unread-dynamic-file': {
      code: 'TR835',
      severity: 'warning',
      wrong:
        "A file of the file provider of a Compose project's Traefik is in a place, or a form, that is not read.",
      consequence: 'What labels name of it (`auth@file`) is missing here, and routers with it look broken.',
      fix: 'Mount it from the folder of the project, without functions of templates.',
    },
    'invalid-toml': {
      code: 'TR836',
      severity: 'error',
      wrong: "A file of a Compose project's Traefik is not TOML, as its name says.",
      consequence: 'Traefik does not read it.',
      fix: 'Correct it.',
    },
    'old-traefik': {
      code: 'TR834',
      severity: 'info',
      wrong: 'A Compose project runs Traefik 2.',
      consequence: 'What Traefik 3 does with its rule syntax of version 2 is computed.',
      fix: 'Move to Traefik 3.',
    },
  },
} as const satisfies RuleGroup;
