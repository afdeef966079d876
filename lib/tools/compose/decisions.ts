import { parseImage } from '../../constructs/workload';
import { parseQuantity } from '../../core/base';
import { isDnsSubdomain } from '../../core/manifest';

/** One thing that Compose files leave open, and somebody may decide. */
interface Decidable {
  /** What is decided of: `SERVICE`. */
  readonly of: string;
  /** What is decided: `PORT`. */
  readonly value: string;
  /** For the help of the command. */
  readonly help: string;
  readonly ask: (subject: string) => string;
  /** What an answer has to be. */
  readonly wants: string;
  readonly isValid: (answer: string) => boolean;
}

/** What may be decided, each by an option of its name: `--port api=8080`. */
export const decidable = {
  port: {
    of: 'SERVICE',
    value: 'PORT',
    help: 'the port on which a service listens, where nothing says any',
    ask: (subject) => `On which port does ${subject} listen?`,
    wants: 'a number from 1 to 65535',
    isValid: (answer) => isWithin(answer, 65_535),
  },
  image: {
    of: 'SERVICE',
    value: 'IMAGE',
    help: 'the image that Compose builds for a service; without a tag it has that of vars.tag',
    ask: (subject) => `Under which name is the image of ${subject} pushed?`,
    wants: 'a reference such as ghcr.io/acme/api',
    isValid: (answer) => parseImage(answer) !== undefined,
  },
  'one-shot': {
    of: 'SERVICE',
    value: 'init|job',
    help: 'whether what another service waits for to end is an init container of it, or a Job',
    ask: (subject) =>
      `Does ${subject} run in an init container of each pod that waits for it (init), or as a Job (job)?`,
    wants: 'init or job',
    isValid: (answer) => answer === 'init' || answer === 'job',
  },
  user: {
    of: 'SERVICE',
    value: 'NUMBER',
    help: 'the user as which a service runs that says none',
    ask: (subject) => `As which user does ${subject} run?`,
    wants: 'the number of a user who is not root',
    isValid: (answer) => isWithin(answer, 2 ** 31 - 1),
  },
  size: {
    of: 'VOLUME',
    value: 'SIZE',
    help: 'how large the claim of a volume is',
    ask: (subject) => `How large is the volume ${subject}?`,
    wants: 'a quantity such as 10Gi',
    isValid: (answer) => (parseQuantity(answer) ?? 0n) > 0n,
  },
  secret: {
    of: 'SERVICE.VARIABLE',
    value: 'yes|no',
    help: 'whether the value of a variable is a secret, whatever it looks like',
    ask: (subject) => `Is the value of ${subject} a secret?`,
    wants: 'yes or no',
    isValid: (answer) => answer === 'yes' || answer === 'no',
  },
  issuer: {
    of: 'RESOLVER',
    value: 'ISSUER',
    help: 'the ClusterIssuer of cert-manager in place of a certificate resolver of Traefik’s',
    ask: (subject) =>
      `Which ClusterIssuer of cert-manager takes the place of Traefik's certificate resolver ${subject}?`,
    wants: 'the name of a ClusterIssuer',
    isValid: isDnsSubdomain,
  },
} as const satisfies Readonly<Record<string, Decidable>>;

export type DecisionKind = keyof typeof decidable;

/** What was decided: of each kind, the answers by what they are about. */
export type Decisions = Readonly<Partial<Record<DecisionKind, ReadonlyMap<string, string>>>>;

/** What a mapping would like to know, and takes otherwise. */
export interface Question {
  readonly kind: DecisionKind;
  /** What it is about: the name of a service, for example. */
  readonly subject: string;
  /** What holds while nobody says anything, for people. */
  readonly usual: string;
}

/** An answer, as far as anybody gave one. */
export type Decided = (kind: DecisionKind, subject: string) => string | undefined;

export function isDecisionKind(name: string): name is DecisionKind {
  return Object.hasOwn(decidable, name);
}

function isWithin(answer: string, most: number): boolean {
  return /^[1-9]\d*$/.test(answer) && Number(answer) <= most;
}
