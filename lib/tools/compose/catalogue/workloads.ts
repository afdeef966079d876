import type { Codes } from './code';

/** What is told of the programs themselves: images, variables, ports, health, scale. */
export const workloadCodes = {
  CM001: {
    severity: 'warning',
    what: 'The mapping has no word for this part.',
    why: 'It is not there any more.',
    fix: 'Say it in the environment files if it matters, and report it.',
  },
  CM002: {
    severity: 'info',
    what: 'No active profile enables the service.',
    why: 'Nothing is made of it.',
    fix: 'Activate its profile with --profile if it belongs to the environment.',
  },
  CM003: {
    severity: 'warning',
    what: 'The variable takes its value from the shell, where it is not set.',
    why: 'Compose leaves it unset, and so does the environment.',
    fix: 'Set it in the shell and run again, or write it into the environment files.',
  },
  CM004: {
    severity: 'warning',
    what: 'Kubernetes cannot have a variable of that name.',
    why: 'The API server would refuse the pod.',
    fix: 'Begin its name with a letter, "_", "-" or ".", and use nothing but these and digits.',
  },
  CM010: {
    severity: 'warning',
    what: 'The image is built by Compose and belongs to no registry.',
    why: 'Nodes pull images: it has to be built and pushed before the first rollout.',
    fix: 'Set vars.registry and vars.tag, and build and push the image in the pipeline.',
  },
  CM011: {
    severity: 'info',
    what: 'How the image is built stays with Compose.',
    why: 'Kubernetes builds nothing.',
    fix: 'Keep the Compose file, or the same arguments of docker build, for building.',
  },
  CM012: {
    severity: 'warning',
    what: 'The service runs as root or by the name of a user.',
    why: 'Pod Security "restricted" refuses root, and Kubernetes cannot tell whether a name is root: it runs as user 65532.',
    fix: 'Set securityContext.runAsUser to the number of a user of the image that is not root.',
  },
  CM013: {
    severity: 'info',
    what: 'The container keeps its standard input or a terminal open.',
    why: 'Nobody is attached to a pod.',
    fix: 'Use kubectl exec -it or kubectl debug.',
  },
  CM020: {
    severity: 'warning',
    what: 'The value of the variable looks secret and is written nowhere.',
    why: 'The Secret that the environment names has to exist before the first rollout.',
    fix: 'Make the Secret with kubectl, or let an operator make it.',
  },
  CM021: {
    severity: 'info',
    what: 'A name that Kubernetes cannot have is written in its words.',
    why: 'Names of Services have lower case letters, digits and hyphens.',
    fix: 'Nothing, if the text means the other service.',
  },
  CM030: {
    severity: 'info',
    what: 'The port is not published on the host.',
    why: 'Clients reach the service through Traefik; other services under the port of the container, as before.',
    fix: 'Add a route, or look at it with kubectl port-forward.',
  },
  CM031: {
    severity: 'info',
    what: 'That there is this port follows from something else than ports and expose.',
    why: 'Kubernetes needs to know every port that others connect to; what images expose cannot be seen here.',
    fix: 'Correct ports in the environment files if the program listens elsewhere.',
  },
  CM032: {
    severity: 'warning',
    what: 'Nothing names a port of the service, so it gets no Kubernetes Service.',
    why: 'Nobody can connect to it by its name.',
    fix: 'If others call it, write expose in the Compose file, or ports in the environment files.',
  },
  CM033: {
    severity: 'warning',
    what: 'The port is not carried.',
    why: 'A program that runs to its end has no Kubernetes Service, and one with hundreds of ports seldom means all of them.',
    fix: 'Write it into ports in the environment files if others connect to it.',
  },
  CM040: {
    severity: 'info',
    what: 'The healthcheck becomes the readiness probe, and the startup probe where it has a start period.',
    why: 'Docker restarts no unhealthy container, and Traefik takes it out: that is readiness.',
    fix: 'Add probes.liveness if a program that hangs should be restarted.',
  },
  CM041: {
    severity: 'info',
    what: 'The service says nothing of its health.',
    why: 'A healthcheck of the image cannot be seen here. It counts as ready once its first port takes connections, if it has one.',
    fix: 'Give readiness a path that says whether the program works.',
  },
  CM042: {
    severity: 'info',
    what: 'A healthcheck by curl or wget becomes an HTTP probe.',
    why: 'The kubelet asks itself, so that the image needs no such program.',
    fix: 'Nothing, unless the program listens on 127.0.0.1 alone.',
  },
  CM050: {
    severity: 'info',
    what: 'The order of starts is not kept.',
    why: 'Kubernetes starts everything at once; programs have to try again until what they need answers.',
    fix: 'Nothing if the program retries or ends when it cannot connect; else add an init container that waits.',
  },
  CM051: {
    severity: 'warning',
    what: 'The service waits for one that runs to its end, which is a Job.',
    why: 'The Job starts at the same time; until it has ended, the service may fail and is started again.',
    fix: 'Let the program end while what the Job makes is missing, or make the Job an init container.',
  },
  CM052: {
    severity: 'info',
    what: 'A program that ends is started again.',
    why: 'A Deployment keeps its pods running whatever their exit code is.',
    fix: 'If it is meant to run once, move it to jobs.',
  },
  CM053: {
    severity: 'info',
    what: 'The service runs to its end, so it becomes a Job.',
    why: 'Its name ends in a hash: a new version is a new Job, and an unchanged one does not run again.',
    fix: 'If it is meant to run for ever, move it to services.',
  },
  CM060: {
    severity: 'warning',
    what: 'What says how Swarm spreads, updates or rolls back has no counterpart.',
    why: 'Kubernetes does it in its own way.',
    fix: 'Look at rollout and placement of the service.',
  },
  CM061: {
    severity: 'warning',
    what: 'A limit has no counterpart in a pod.',
    why: 'The container is not limited in this.',
    fix: 'Limit it on the nodes (kubelet), or leave it out.',
  },
  CM062: {
    severity: 'info',
    what: 'The service names no limits.',
    why: 'Requests are a guess (100m CPU, 128Mi), and its memory is not limited.',
    fix: 'Measure it, and set resources.',
  },
} as const satisfies Codes;
